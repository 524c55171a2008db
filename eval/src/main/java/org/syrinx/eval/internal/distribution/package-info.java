/** Distances of sets of utterances. */
package org.syrinx.eval.internal.distribution;
