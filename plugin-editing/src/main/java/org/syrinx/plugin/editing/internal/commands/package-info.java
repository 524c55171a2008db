/** {@code ./syrinx directions} and {@code ./syrinx reproduce}. */
package org.syrinx.plugin.editing.internal.commands;
