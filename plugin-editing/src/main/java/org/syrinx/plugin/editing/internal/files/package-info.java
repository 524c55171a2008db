/** Direction files: reading what strangers wrote, writing, finding what is installed. */
package org.syrinx.plugin.editing.internal.files;
