/**
 * The claims of "On the Semantic Latent Space of Diffusion-Based Text-to-Speech Models" (arXiv
 * 2402.12423), put to the test with outcomes that were fixed before anything was measured.
 */
package org.syrinx.plugin.editing.internal.paper1;
