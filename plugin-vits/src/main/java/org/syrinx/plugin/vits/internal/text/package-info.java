/** Text to token ids: the rules of Hugging Face folders, and the phones of our own voices. */
package org.syrinx.plugin.vits.internal.text;
