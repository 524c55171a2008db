/** Distances of spectra from a reference. */
package org.syrinx.eval.internal.spectral;
