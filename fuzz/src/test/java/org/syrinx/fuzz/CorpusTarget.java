package org.syrinx.fuzz;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.ManifestLine;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

/** A corpus folder: corpus.json, a zero byte, manifest.jsonl. */
public final class CorpusTarget {
    private static final Path ROOT = Path.of("/nowhere/corpus");

    private CorpusTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        int zero = 0;
        while (zero < input.length && input[zero] != 0) {
            zero++;
        }
        String summary = new String(input, 0, zero, StandardCharsets.UTF_8);
        int from = Math.min(zero + 1, input.length);
        String manifest = new String(input, from, input.length - from, StandardCharsets.UTF_8);
        try {
            sound(Corpus.read(ROOT, new StringReader(manifest), summary));
        } catch (SyrinxException e) {
            Oracle.plain(e);
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    private static void sound(Corpus corpus) {
        Set<String> ids = new HashSet<>();
        for (Utterance u : corpus.utterances()) {
            Oracle.holds(ids.add(u.id()), "one utterance of an id", u);
            Oracle.holds(
                    u.audio().startsWith(ROOT) && u.audio().normalize().equals(u.audio()),
                    "audio inside the folder",
                    u);
            Oracle.holds(u.sampleRate() > 0 && u.samples() >= 0, "rate and length", u);
            Oracle.holds(Double.isFinite(u.f0Mean()), "a finite pitch", u);
            Oracle.holds(Double.isFinite(u.activeDbfs()), "a finite level", u);
            int at = 0;
            for (Phone p : u.phones()) {
                Oracle.holds(p.start() == at && p.length() >= 0, "phones without gaps", u);
                at = p.end();
            }
            Oracle.holds(at == u.samples(), "phones cover the sound", u);
            Oracle.holds(
                    ManifestLine.parse(ManifestLine.format(u, ROOT), ROOT, 1).equals(u),
                    "what is written is what was read",
                    u);
        }
    }
}
