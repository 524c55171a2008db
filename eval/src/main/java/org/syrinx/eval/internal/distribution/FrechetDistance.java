package org.syrinx.eval.internal.distribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.eval.metric.MetricInfo;
import org.syrinx.eval.metric.MetricInfo.Better;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricInfo.Need;
import org.syrinx.eval.metric.MetricInfo.Pooling;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.SetMetric;

/** Fréchet distance of the sounds of a set and of their references, in one embedding. */
final class FrechetDistance implements SetMetric {
    /** Rows for each dimension that a covariance needs. */
    private static final int ROWS_PER_DIMENSION = 4;

    private static final int FEWEST = 8;

    private final Embedding embedding;
    private final boolean infinite;
    private final MetricInfo info;

    /**
     * A metric in an embedding.
     *
     * @param embedding the embedding
     * @param infinite whether the distance is extrapolated to infinitely many utterances
     */
    FrechetDistance(Embedding embedding, boolean infinite) {
        this.embedding = embedding;
        this.infinite = infinite;
        this.info = info(embedding, infinite);
    }

    private static MetricInfo info(Embedding e, boolean infinite) {
        String base =
                "|m - m'|^2 + tr(S + S' - 2 (S S')^(1/2)) of mean and unbiased covariance of the"
                        + " utterances' embeddings (\""
                        + e.id()
                        + "\") and of their references'. With fewer than 4 references for a"
                        + " dimension, their principal components are kept, a quarter as many as"
                        + " references. Several seeds of a sentence have one reference.";
        return new MetricInfo(
                "frechet." + e.id() + (infinite ? ".infinite" : ""),
                "Fréchet distance (" + e.id() + (infinite ? ", N to infinity)" : ")"),
                "",
                Family.DISTRIBUTION,
                Better.LOWER,
                Set.of(Need.REFERENCE, Need.SET),
                Pooling.MEAN,
                infinite
                        ? base
                                + " Measured on 15 random parts of half to all of the utterances;"
                                + " the straight line over 1 / N at 0."
                        : base,
                infinite
                        ? "M. J. Chong and D. Forsyth, CVPR 2020; A. Gui et al., \"Adapting"
                                + " Frechet audio distance for generative music evaluation\","
                                + " ICASSP 2024 (FAD-infinity)."
                        : "D. C. Dowson and B. V. Landau 1982; K. Kilgour et al., \"Frechet audio"
                                + " distance\", Interspeech 2019.",
                "Only as good as the embedding. "
                        + e.about()
                        + (infinite
                                ? " The line is a guess: below 0 it means \"no difference seen\"."
                                : " Grows as 1 / N: compare only equal N, and see the figure for N"
                                        + " to infinity."));
    }

    @Override
    public MetricInfo info() {
        return info;
    }

    @Override
    public Optional<String> unavailable() {
        return embedding.unavailable();
    }

    @Override
    public String fingerprint() {
        return embedding.fingerprint();
    }

    @Override
    public MetricResult measure(List<Sample> set) {
        List<double[]> sounds = new ArrayList<>();
        // several seeds of a sentence have one reference: it counts once
        Map<List<String>, double[]> references = new LinkedHashMap<>();
        try (Embedding.Session session = embedding.open()) {
            for (Sample s : set) {
                double[] a = s.derive(key("sound"), x -> session.embed(x.audio()));
                double[] b = s.derive(key("reference"), x -> session.embed(x.reference()));
                if (a.length > 0 && b.length > 0) {
                    sounds.add(a);
                    references.put(List.of(s.speaker(), s.id()), b);
                }
            }
        }
        int n = references.size();
        if (n < FEWEST) {
            return MetricResult.notAvailable(
                    "A distribution needs at least "
                            + FEWEST
                            + " sentences with speech and reference; there are "
                            + n
                            + ".");
        }
        double[][] a = sounds.toArray(double[][]::new);
        double[][] b = references.values().toArray(double[][]::new);
        int dimensions = a[0].length;
        if (n < ROWS_PER_DIMENSION * dimensions) {
            dimensions = Math.max(1, n / ROWS_PER_DIMENSION);
            double[][][] both = Frechet.reduced(a, b, dimensions);
            a = both[0];
            b = both[1];
        }
        double distance = infinite ? Frechet.extrapolated(a, b, 1) : Frechet.distance(a, b);
        return MetricResult.of(distance, sounds.size())
                .with("utterances", sounds.size())
                .with("references", n)
                .with("dimensions", dimensions)
                .with("of_dimensions", sounds.get(0).length)
                .with("embedding", embedding.id());
    }

    private String key(String what) {
        return "embedding " + embedding.id() + " of " + what;
    }
}
