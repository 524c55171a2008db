/** Speaking with a model's stages one by one, and keeping what its bottleneck did. */
package org.syrinx.plugin.editing.internal.capture;
