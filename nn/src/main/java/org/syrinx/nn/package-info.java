/**
 * The operators that models are written against: static functions on arrays, sorted into classes by
 * theme.
 *
 * <p>Every function calls one native operator of PyTorch with its exact gradient. Models use these
 * and never the arithmetic of {@code NDArray} with Java numbers: there, {@code x.mul(3f)} keeps a
 * pointer to Java memory that a garbage collection may hand to somebody else before the backward
 * pass, and the gradient is silently wrong.
 *
 * <p>All functions: any device, any floating element type; shapes are written {@code (B, C, T)} for
 * batch, channels, frames; any thread may call; the result belongs to the manager of the first
 * array argument and to the innermost open {@code NDScope} of the calling thread, so code that
 * computes opens a scope and keeps what it wants to keep. Wrong shapes throw {@link
 * org.syrinx.engine.OperatorException}, which names every argument.
 */
@Export
@Version("0.1.0")
package org.syrinx.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
