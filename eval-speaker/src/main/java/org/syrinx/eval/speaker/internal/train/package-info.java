/** Training of the speaker encoder. */
package org.syrinx.eval.speaker.internal.train;
