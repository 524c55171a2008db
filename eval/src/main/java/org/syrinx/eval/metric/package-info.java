/**
 * The contract of metrics: what is measured of synthetic speech, and what a figure may be compared
 * with.
 *
 * <p>A metric is a service: {@link org.syrinx.eval.metric.UtteranceMetric} gives one figure for
 * each utterance, {@link org.syrinx.eval.metric.SetMetric} one figure for a whole set; both are
 * registered as {@link org.syrinx.eval.metric.Metric}. Its {@link
 * org.syrinx.eval.metric.MetricInfo} says what the figure means: formula, source, unit, which
 * direction is better, what it needs, how utterances are pooled, and when not to believe it. What
 * cannot be measured is not zero and not left out: it is a {@link
 * org.syrinx.eval.metric.MetricResult} that says why.
 *
 * <p>Callers describe each utterance as a {@link org.syrinx.eval.metric.Sample} and hand all of
 * them to {@link org.syrinx.eval.metric.MetricRunner}, which opens, feeds and closes the metrics
 * and pools. What differs between two systems is decided by {@code org.syrinx.eval.stats}, never by
 * comparing two means.
 */
@Export
@Version("0.1.0")
package org.syrinx.eval.metric;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
