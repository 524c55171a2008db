/** Speaks, levels, measures; keeps what is done, so that an interrupted comparison goes on. */
package org.syrinx.compare.internal.run;
