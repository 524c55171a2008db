/**
 * What every trainer needs besides its network: a resumable loop with log, plots, progress,
 * validation, samples and checkpoints; networks with their optimiser and averaged weights; parts of
 * a batch on several threads; the finished model folder and its card. docs/training.md is the
 * guide.
 *
 * <p>A trainer implements {@link org.syrinx.training.TrainingTask} and hands it to a {@link
 * org.syrinx.training.TrainingLoop}; {@link org.syrinx.training.GradientStep} does one step of it,
 * with discriminators if wanted. Order, noise and dropout are functions of seed and step, so that a
 * run that was stopped and resumed is the run that never stopped, bit for bit with one thread.
 *
 * <p>For plug-ins that train; synthesis needs nothing of it.
 */
@Export
@Version("0.1.0")
package org.syrinx.training;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
