/** Sphinx-4 behind {@link org.syrinx.eval.Recogniser}. */
package org.syrinx.eval.sphinx4.internal;
