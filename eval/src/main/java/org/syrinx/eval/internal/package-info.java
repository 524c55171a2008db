/** The command {@code evaluate} and what it is made of. */
package org.syrinx.eval.internal;
