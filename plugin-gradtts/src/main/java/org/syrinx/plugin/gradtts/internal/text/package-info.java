/** Text to token ids: phones for our own models, the authors' symbols for theirs. */
package org.syrinx.plugin.gradtts.internal.text;
