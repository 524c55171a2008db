/** Level, clipping, silence and voice quality. */
package org.syrinx.eval.internal.signal;
