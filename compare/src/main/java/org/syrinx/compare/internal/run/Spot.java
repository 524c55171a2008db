package org.syrinx.compare.internal.run;

/**
 * One utterance of every arm.
 *
 * @param item id of the prompt
 * @param seed the seed
 */
public record Spot(String item, long seed) {}
