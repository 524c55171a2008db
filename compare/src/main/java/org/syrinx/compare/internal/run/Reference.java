package org.syrinx.compare.internal.run;

import java.nio.file.Path;

/**
 * The reference recording of one prompt.
 *
 * @param source as it was given
 * @param sha256 of the source
 * @param file at the common rate and loudness
 * @param levelled how it was brought there
 */
public record Reference(Path source, String sha256, Path file, Take.Levelled levelled) {}
