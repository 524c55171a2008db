/**
 * Samplers and noise schedules without weights: how to walk from noise to data with any network
 * that predicts noise, data, v, a score or a velocity.
 *
 * <table>
 * <caption>Code to literature</caption>
 * <tr><th>class</th><th>source</th></tr>
 * <tr><td>{@link org.syrinx.nn.sampling.EulerOde}, {@link org.syrinx.nn.sampling.EulerSde}</td><td>Popov et al. 2021
 * (Grad-TTS), eqs. 8 and 9; Song et al. 2021</td></tr>
 * <tr><td>{@link org.syrinx.nn.sampling.Ancestral}</td><td>Ho et al. 2020, eq. 7</td></tr>
 * <tr><td>{@link org.syrinx.nn.sampling.Ddim}</td><td>Song et al. 2020, eq. 12 with sigma 0; with v: Salimans and Ho 2022</td></tr>
 * <tr><td>{@link org.syrinx.nn.sampling.FlowEuler}</td><td>Lipman et al. 2022; sway: Chen et al. 2024 (F5-TTS)</td></tr>
 * <tr><td>{@link org.syrinx.nn.sampling.Schedules}</td><td>as above</td></tr>
 * </table>
 */
@Export
@Version("0.1.0")
package org.syrinx.nn.sampling;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
