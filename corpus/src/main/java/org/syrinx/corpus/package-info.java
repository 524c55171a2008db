/**
 * Builds speech corpora: sentences that the project wrote, spoken by a synthesizer that is
 * installed beside Syrinx (a {@link org.syrinx.corpus.Teacher}), multiplied into speakers and
 * styles, with the time of every phone.
 *
 * <pre>{@code
 * CorpusSummary summary = CorpusBuilder.to(Path.of("corpora/tiny"))
 *         .size(CorpusSize.TINY)
 *         .teacher(teacher)
 *         .build(Progress.NONE);
 * }</pre>
 *
 * <p>What is written is described in {@code docs/corpus.md}; {@link org.syrinx.corpus.format} reads
 * it back.
 */
@Export
@Version("0.1.0")
package org.syrinx.corpus;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
