/** From a voice to files of validated directions: capture, find, validate, write. */
package org.syrinx.plugin.editing.internal.finding;
