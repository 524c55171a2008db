/** Attributes of a sound, and the judges that are trained on the teacher's recordings alone. */
package org.syrinx.plugin.editing.internal.measure;
