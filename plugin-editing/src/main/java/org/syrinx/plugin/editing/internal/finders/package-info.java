/** From activations in plain arrays to directions; no tensor and no model in sight. */
package org.syrinx.plugin.editing.internal.finders;
