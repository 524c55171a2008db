/** Pitch, rhythm and pauses. */
package org.syrinx.eval.internal.prosody;
