package org.syrinx.compare.internal.run;

import java.util.List;

/**
 * A comparison that was run again from a manifest, against the first one.
 *
 * @param of id of the first comparison
 * @param same utterances whose sound is the same, bit for bit
 * @param utterances that both have
 * @param changes what differs in the installation and in the stages, one sentence each
 */
public record Reproduction(String of, int same, int utterances, List<String> changes) {}
