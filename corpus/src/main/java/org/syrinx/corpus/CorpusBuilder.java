package org.syrinx.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.corpus.internal.plan.Configuration;
import org.syrinx.corpus.internal.plan.Description;
import org.syrinx.corpus.internal.plan.Journal;
import org.syrinx.corpus.internal.plan.Planned;
import org.syrinx.corpus.internal.plan.Planner;
import org.syrinx.corpus.internal.render.Workers;
import org.syrinx.corpus.internal.text.SentencePool;

/**
 * Builds a corpus folder. What is written depends on teacher, size and seed alone, not on the
 * number of threads and not on interruptions: an interrupted build continues where it stopped, and
 * speaks again only what is missing or damaged.
 *
 * <p>Not thread-safe; one build at a time per folder.
 */
public final class CorpusBuilder {
    /** The seed that the published figures belong to. */
    public static final long DEFAULT_SEED = 1;

    private final Path root;
    private Teacher teacher;
    private CorpusSize size = CorpusSize.DEFAULT;
    private long seed = DEFAULT_SEED;
    private int threads = 2;
    private boolean replace;

    private CorpusBuilder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Starts the description of a build.
     *
     * @param folder where the corpus goes; created if it is missing
     * @return a builder
     */
    public static CorpusBuilder to(Path folder) {
        return new CorpusBuilder(folder);
    }

    /**
     * Who speaks. Required.
     *
     * @param speaker the teacher
     * @return this
     */
    public CorpusBuilder teacher(Teacher speaker) {
        this.teacher = Objects.requireNonNull(speaker, "teacher");
        return this;
    }

    /**
     * How much.
     *
     * @param amount the size; default {@link CorpusSize#DEFAULT}
     * @return this
     */
    public CorpusBuilder size(CorpusSize amount) {
        this.size = Objects.requireNonNull(amount, "size");
        return this;
    }

    /**
     * Seed of the sentences and of who says which. Splits and evaluation prompts do not depend on
     * it.
     *
     * @param value any number; default {@link #DEFAULT_SEED}
     * @return this
     */
    public CorpusBuilder seed(long value) {
        this.seed = value;
        return this;
    }

    /**
     * How many sentences are spoken at once.
     *
     * @param count from 1 to 256; default 2
     * @return this
     * @throws SyrinxException if the count is out of range
     */
    public CorpusBuilder threads(int count) {
        if (count < 1 || count > 256) {
            throw new SyrinxException(
                    "1 to 256 threads", count + " threads", "choose about one per processor core");
        }
        this.threads = count;
        return this;
    }

    /**
     * Allows a corpus of another configuration in the folder to be replaced.
     *
     * @param allowed default false: such a folder is refused
     * @return this
     */
    public CorpusBuilder replace(boolean allowed) {
        this.replace = allowed;
        return this;
    }

    /**
     * Builds. The manifest appears last and in one step, so a folder with a manifest is complete.
     *
     * @param progress told every finished utterance; its cancellation stops the build and keeps
     *     what is done
     * @return what was built
     * @throws SyrinxException if the teacher is missing or fails, the folder holds a corpus of
     *     another configuration, or the disk refuses
     * @throws org.syrinx.api.CancelledException if the progress says so
     */
    public CorpusSummary build(Progress progress) {
        if (teacher == null) {
            throw new SyrinxException(
                    "a teacher", "none was chosen", "call teacher(...) before build(...)");
        }
        long started = System.nanoTime();
        teacher.check();
        Configuration configuration = Configuration.of(teacher, size, seed);
        Map<String, Utterance> known = known(configuration);

        progress.step("choosing sentences", 0, 1);
        Map<String, List<String>> pronunciations = teacher.pronounce(SentencePool.vocabulary());
        List<Planned> plan = Planner.plan(size, seed, teacher.speakers(), pronunciations);
        progress.step("choosing sentences", 1, 1);

        Map<String, Utterance> done = new HashMap<>();
        List<Planned> missing = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            Planned planned = plan.get(i);
            Utterance u = known.get(planned.id());
            if (u != null && planned.describes(u, root) && corpusFileIntact(u)) {
                done.put(u.id(), u);
            } else {
                missing.add(planned);
            }
            if (i % 64 == 0 && !known.isEmpty()) {
                progress.step("checking what is there", i, plan.size());
            }
        }
        try (Journal journal = Journal.start(root, configuration.sha256(), done.values())) {
            new Workers(teacher, root, threads)
                    .speak(missing, done, journal, plan.size(), progress);
            List<Utterance> ordered = plan.stream().map(p -> done.get(p.id())).toList();
            Map<String, Object> details = Description.of(configuration, ordered);
            Description.write(root, details);
            journal.finish(ordered);
            double seconds = ordered.stream().mapToDouble(Utterance::seconds).sum();
            return new CorpusSummary(
                    root,
                    ordered.size(),
                    missing.size(),
                    seconds / 3600,
                    (System.nanoTime() - started) / 1e9,
                    details);
        }
    }

    private static boolean corpusFileIntact(Utterance u) {
        return org.syrinx.corpus.format.Sha256.matches(u.audio(), u.sha256());
    }

    /**
     * Utterances that an earlier build of the same configuration left; refuses a folder of another
     * one.
     */
    private Map<String, Utterance> known(Configuration configuration) {
        String unfinished = Journal.config(root);
        boolean finished = Files.isRegularFile(root.resolve(Corpus.MANIFEST));
        String there = unfinished;
        Corpus corpus = null;
        if (finished && unfinished == null) {
            corpus = Corpus.open(root);
            there = String.valueOf(corpus.summary().get("config_sha256"));
        }
        if (there == null) {
            return Map.of();
        }
        if (!there.equals(configuration.sha256())) {
            if (!replace) {
                throw new SyrinxException(
                        "an empty folder, or a corpus of the same teacher, version, size and seed",
                        "a different corpus in " + root,
                        "choose another folder, or replace it with --replace");
            }
            forgetOld();
            return Map.of();
        }
        if (corpus == null) {
            return Journal.entries(root);
        }
        Map<String, Utterance> known = new HashMap<>();
        corpus.utterances().forEach(u -> known.put(u.id(), u));
        return known;
    }

    private void forgetOld() {
        try {
            Map<String, Utterance> old = new HashMap<>(Journal.entries(root));
            if (Files.isRegularFile(root.resolve(Corpus.MANIFEST))) {
                Corpus.open(root).utterances().forEach(u -> old.put(u.id(), u));
                Files.delete(root.resolve(Corpus.MANIFEST));
            }
            for (Utterance u : old.values()) {
                Files.deleteIfExists(u.audio());
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "an old corpus that can be deleted",
                    "an error in " + root + ": " + e.getMessage(),
                    "check the permissions, or choose another folder",
                    e);
        }
    }
}
