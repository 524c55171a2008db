/**
 * Speech programs of the user's own (espeak-ng, flite, piper) as stages, so that every command
 * works with them as with a model: an encoder that runs the program and a vocoder that hands its
 * sound on. The programs are never linked and never shipped.
 */
package org.syrinx.baselines.internal;
