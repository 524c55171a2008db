/** The vocoder as an OSGi service. */
package org.syrinx.plugin.hifigan.internal;
