/**
 * Building blocks that several published models share.
 *
 * <p>Every layer is a small immutable object. Its constructor declares parameters in a {@link
 * org.syrinx.nn.params.Scope} under the names that published files use; {@code apply} computes.
 * Layers hold no state besides their parameters, so several threads may apply one layer at once.
 * Results belong to the caller's scope, inputs stay the caller's. Dropout and batch statistics
 * follow {@link org.syrinx.nn.params.ParameterSet#training()}.
 *
 * <p>Shapes: B batch, C or H channels, T time, F frequency. Sequences are {@code (B, C, T)} unless
 * a layer says {@code (B, T, C)}; masks are {@code (B, 1, T)} of ones on valid steps and zeros on
 * padding.
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.layers;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
