package org.syrinx.compare.internal.run;

import org.syrinx.eval.metric.Metric;

/**
 * A metric and where it comes from.
 *
 * @param metric the service
 * @param provider its bundle, with version and digest: when this changes, it measures again
 */
public record InstalledMetric(Metric metric, String provider) {}
