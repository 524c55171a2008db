/** From directions and strengths to changes of a request. */
package org.syrinx.plugin.editing.internal.edits;
