/**
 * The engine: DJL and PyTorch in one bundle, with every native operator that the models need.
 *
 * <p>{@link org.syrinx.engine.Operators} is the way from Java to PyTorch's operators with exact
 * gradients. Models do not call it: they use the typed functions of {@code org.syrinx.nn}. {@link
 * org.syrinx.engine.EngineInfo} says what was loaded.
 *
 * <p>This bundle imports packages of the framework only, so that no refresh of another bundle can
 * reach it. A JNI library cannot be loaded by a second class loader of one process, so the bundle
 * is pinned: replacing it takes a restart.
 */
@Export
@Version("0.1.0")
package org.syrinx.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
