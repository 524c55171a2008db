/** The commands {@code evaluate} and {@code bench}, and what all metrics share. */
package org.syrinx.eval.internal;
