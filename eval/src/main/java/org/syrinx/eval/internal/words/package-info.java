/** Intelligibility by recognisers. */
package org.syrinx.eval.internal.words;
