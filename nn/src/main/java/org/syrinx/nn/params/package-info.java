/**
 * The weights of a network: declared by name and shape, loaded from safetensors or drawn from a
 * seed, held in native memory.
 *
 * <p>A network's constructor walks {@linkplain org.syrinx.nn.params.Scope scopes} and declares
 * {@linkplain org.syrinx.nn.params.Parameter parameters}; nothing native exists until {@link
 * org.syrinx.nn.params.ParameterSet#finish(java.util.Set)} has found every declared tensor in the
 * file with its shape, and no other. So a wrong file costs nothing and is described in one message.
 *
 * <pre>{@code
 * try (SafetensorsFile file = SafetensorsFile.open(path);
 *         ParameterSet set = ParameterSet.load(file, manager)) {
 *     Linear head = new Linear(set.root().at("head"), 192, 80);
 *     set.finish();
 *     NDArray y = head.apply(x);
 * }
 * }</pre>
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.params;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
