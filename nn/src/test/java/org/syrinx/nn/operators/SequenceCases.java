package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.of;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.syrinx.nn.Activations;
import org.syrinx.nn.Comparisons;
import org.syrinx.nn.Losses;
import org.syrinx.nn.Sequences;
import org.syrinx.nn.Tensors;

/** Attention, recurrence, alignment and losses, against their recursions written out. */
final class SequenceCases {
    private final List<OperatorCase> cases = new ArrayList<>();

    private SequenceCases() {}

    static List<OperatorCase> all() {
        SequenceCases c = new SequenceCases();
        c.attention();
        c.recurrent();
        c.alignment();
        c.losses();
        return c.cases;
    }

    private static NDArray longs(long[] values, long... shape) {
        return Tensors.of(OperatorCase.manager(), values, shape);
    }

    private void attention() {
        Nd q = Nd.random(71, -1, 1, 1, 2, 3, 4);
        Nd k = Nd.random(72, -1, 1, 1, 2, 5, 4);
        Nd v = Nd.random(73, -1, 1, 1, 2, 5, 2);
        Nd mask = Nd.random(74, -1, 1, 1, 1, 3, 5);
        cases.add(
                of(
                        "Sequences.scaledDotProductAttention",
                        List.of(q, k, v, mask),
                        a -> Sequences.scaledDotProductAttention(a[0], a[1], a[2], a[3], false),
                        a -> attend(a[0], a[1], a[2], a[3])));
        cases.add(
                of(
                        "Sequences.scaledDotProductAttention",
                        List.of(q, k, v),
                        a ->
                                Sequences.scaledDotProductAttention(
                                        a[0],
                                        a[1],
                                        a[2],
                                        Comparisons.greater(
                                                mask.array(OperatorCase.manager()), -0.6),
                                        false),
                        a ->
                                attend(
                                        a[0],
                                        a[1],
                                        a[2],
                                        mask.map(m -> m > -0.6 ? 0 : Double.NEGATIVE_INFINITY))));
        cases.add(
                of(
                        "Sequences.scaledDotProductAttention",
                        List.of(q, k, v),
                        a -> Sequences.scaledDotProductAttention(a[0], a[1], a[2], null, true),
                        a ->
                                attend(
                                        a[0],
                                        a[1],
                                        a[2],
                                        Nd.of(
                                                Nd.dims(1, 1, 3, 5),
                                                i ->
                                                        i[3] <= i[2]
                                                                ? 0
                                                                : Double.NEGATIVE_INFINITY))));
    }

    private static Nd attend(Nd q, Nd k, Nd v, Nd mask) {
        return Nd.of(
                Nd.dims(1, 2, 3, 2),
                i -> {
                    double top = 0;
                    double bottom = 0;
                    for (int s = 0; s < 5; s++) {
                        double score = 0;
                        for (int d = 0; d < 4; d++) {
                            score += q.at(i[0], i[1], i[2], d) * k.at(i[0], i[1], s, d);
                        }
                        double e = Math.exp(score / Math.sqrt(4) + mask.at(i[0], i[1], i[2], s));
                        top += e * v.at(i[0], i[1], s, i[3]);
                        bottom += e;
                    }
                    return top / bottom;
                });
    }

    private void recurrent() {
        int h = 2;
        Nd x = Nd.random(75, -1, 1, 2, 3, 3);
        Nd h0 = Nd.random(76, -1, 1, 2, 2, h);
        Nd c0 = Nd.random(77, -1, 1, 2, 2, h);
        List<Nd> lstm = new ArrayList<>(List.of(x, h0, c0));
        List<Nd> gru = new ArrayList<>(List.of(x, h0));
        for (int direction = 0; direction < 2; direction++) {
            lstm.addAll(weights(80 + 10 * direction, 4 * h, 3, h));
            gru.addAll(weights(100 + 10 * direction, 3 * h, 3, h));
        }
        cases.add(
                of(
                        "Sequences.lstm",
                        lstm,
                        a ->
                                Sequences.lstm(a[0], a[1], a[2], List.of(a).subList(3, 11), 1, true)
                                        .get(0),
                        a -> recur(a, 3, 4, h)));
        cases.add(
                of(
                        "Sequences.gru",
                        gru,
                        a -> Sequences.gru(a[0], a[1], List.of(a).subList(2, 10), 1, true).get(0),
                        a -> recur(a, 2, 3, h)));
    }

    private static List<Nd> weights(int seed, int gates, int inputs, int hidden) {
        return List.of(
                Nd.random(seed, -1, 1, gates, inputs),
                Nd.random(seed + 1, -1, 1, gates, hidden),
                Nd.random(seed + 2, -1, 1, gates),
                Nd.random(seed + 3, -1, 1, gates));
    }

    /** Both directions of an LSTM (four gates) or a GRU (three); weights begin at {@code first}. */
    private static Nd recur(Nd[] a, int first, int gates, int hidden) {
        Nd x = a[0];
        Nd y = Nd.of(Nd.dims(2, 3, 2 * hidden), i -> 0);
        for (int b = 0; b < 2; b++) {
            for (int direction = 0; direction < 2; direction++) {
                Nd[] w = Arrays.copyOfRange(a, first + 4 * direction, first + 4 * direction + 4);
                double[] h = state(a[1], direction, b, hidden);
                double[] c = gates == 4 ? state(a[2], direction, b, hidden) : null;
                for (int step = 0; step < 3; step++) {
                    int t = direction == 0 ? step : 2 - step;
                    double[] input = affine(w[0], w[2], n -> x.at(n[0], n[1], n[2]), b, t, 3);
                    double[] past = past(w[1], w[3], h);
                    h =
                            gates == 4
                                    ? lstmStep(input, past, c, hidden)
                                    : gruStep(input, past, h, hidden);
                    for (int u = 0; u < hidden; u++) {
                        y.data()[(b * 3 + t) * 2 * hidden + direction * hidden + u] = h[u];
                    }
                }
            }
        }
        return y;
    }

    private interface Element {
        double at(int[] index);
    }

    private static double[] state(Nd s, int direction, int b, int hidden) {
        double[] v = new double[hidden];
        Arrays.setAll(v, u -> s.at(direction, b, u));
        return v;
    }

    private static double[] affine(Nd w, Nd bias, Element x, int b, int t, int inputs) {
        double[] v = new double[w.dim(0)];
        for (int g = 0; g < v.length; g++) {
            v[g] = bias.at(g);
            for (int k = 0; k < inputs; k++) {
                v[g] += w.at(g, k) * x.at(new int[] {b, t, k});
            }
        }
        return v;
    }

    private static double[] past(Nd w, Nd bias, double[] h) {
        return affine(w, bias, i -> h[i[2]], 0, 0, h.length);
    }

    private static double[] lstmStep(double[] in, double[] past, double[] c, int n) {
        double[] h = new double[n];
        for (int u = 0; u < n; u++) {
            double i = ElementwiseCases.sigmoid(in[u] + past[u]);
            double f = ElementwiseCases.sigmoid(in[n + u] + past[n + u]);
            double g = Math.tanh(in[2 * n + u] + past[2 * n + u]);
            double o = ElementwiseCases.sigmoid(in[3 * n + u] + past[3 * n + u]);
            c[u] = f * c[u] + i * g;
            h[u] = o * Math.tanh(c[u]);
        }
        return h;
    }

    private static double[] gruStep(double[] in, double[] past, double[] h, int n) {
        double[] next = new double[n];
        for (int u = 0; u < n; u++) {
            double r = ElementwiseCases.sigmoid(in[u] + past[u]);
            double z = ElementwiseCases.sigmoid(in[n + u] + past[n + u]);
            double candidate = Math.tanh(in[2 * n + u] + r * past[2 * n + u]);
            next[u] = (1 - z) * candidate + z * h[u];
        }
        return next;
    }

    private void alignment() {
        // the second target repeats a label, so a blank must come between
        long[][] targets = {{1, 2}, {2, 2}};
        cases.add(
                of(
                        "Sequences.ctcLoss",
                        List.of(Nd.random(120, -1, 1, 4, 2, 3)),
                        a ->
                                Sequences.ctcLoss(
                                        Activations.logSoftmax(a[0], 2),
                                        longs(new long[] {1, 2, 2, 2}, 2, 2),
                                        longs(new long[] {4, 4}),
                                        longs(new long[] {2, 2}),
                                        0),
                        a ->
                                Nd.of(
                                        Nd.dims(2),
                                        b -> -Math.log(probability(a[0], b[0], targets[b[0]])))));
    }

    /** Sums over all paths of four frames and three labels that collapse to the target. */
    private static double probability(Nd logits, int b, long[] target) {
        double sum = 0;
        for (int path = 0; path < 81; path++) {
            int[] labels = {path % 3, path / 3 % 3, path / 9 % 3, path / 27};
            List<Long> collapsed = new ArrayList<>();
            double p = 1;
            for (int t = 0; t < 4; t++) {
                if (labels[t] != 0 && (t == 0 || labels[t] != labels[t - 1])) {
                    collapsed.add((long) labels[t]);
                }
                double all = 0;
                for (int c = 0; c < 3; c++) {
                    all += Math.exp(logits.at(t, b, c));
                }
                p *= Math.exp(logits.at(t, b, labels[t])) / all;
            }
            if (collapsed.equals(Arrays.stream(target).boxed().toList())) {
                sum += p;
            }
        }
        return sum;
    }

    private void losses() {
        Nd x = Nd.random(121, -2, 2, 2, 3);
        Nd y = Nd.random(122, -2, 2, 2, 3);
        cases.add(
                of(
                        "Losses.l1",
                        List.of(x, y),
                        a -> Losses.l1(a[0], a[1]),
                        a -> Nd.scalar(a[0].zip(a[1], (p, q) -> Math.abs(p - q)).sum() / 6)));
        cases.add(
                of(
                        "Losses.mse",
                        List.of(x, y),
                        a -> Losses.mse(a[0], a[1]),
                        a -> Nd.scalar(a[0].zip(a[1], (p, q) -> (p - q) * (p - q)).sum() / 6)));
        cases.add(
                of(
                        "Losses.huber",
                        List.of(x, y),
                        a -> Losses.huber(a[0], a[1], 0.9),
                        a ->
                                Nd.scalar(
                                        a[0].zip(a[1], (p, q) -> huber(Math.abs(p - q), 0.9)).sum()
                                                / 6)));
        cases.add(
                of(
                        "Losses.crossEntropy",
                        List.of(x),
                        a -> Losses.crossEntropy(a[0], longs(new long[] {2, 0})),
                        a -> Nd.scalar((surprise(a[0], 0, 2) + surprise(a[0], 1, 0)) / 2)));
        Nd target = Nd.random(123, 0, 1, 2, 3);
        cases.add(
                of(
                        "Losses.binaryCrossEntropy",
                        List.of(x),
                        a -> Losses.binaryCrossEntropy(a[0], target.array(OperatorCase.manager())),
                        a ->
                                Nd.scalar(
                                        a[0].zip(
                                                                target,
                                                                (l, t) -> {
                                                                    double p =
                                                                            ElementwiseCases
                                                                                    .sigmoid(l);
                                                                    return -t * Math.log(p)
                                                                            - (1 - t)
                                                                                    * Math.log(
                                                                                            1 - p);
                                                                })
                                                        .sum()
                                                / 6)));
    }

    private static double huber(double d, double delta) {
        return d <= delta ? d * d / 2 : delta * (d - delta / 2);
    }

    private static double surprise(Nd logits, int b, int label) {
        double all = 0;
        for (int c = 0; c < 3; c++) {
            all += Math.exp(logits.at(b, c));
        }
        return Math.log(all) - logits.at(b, label);
    }
}
