/** A speaker encoder: network, features, model folder, and the metric made of it. */
package org.syrinx.eval.speaker.internal;
