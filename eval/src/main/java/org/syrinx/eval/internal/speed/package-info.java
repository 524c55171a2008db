/** Time and memory. */
package org.syrinx.eval.internal.speed;
