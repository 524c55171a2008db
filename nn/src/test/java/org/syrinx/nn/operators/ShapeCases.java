package org.syrinx.nn.operators;

import static org.syrinx.nn.operators.OperatorCase.flat;
import static org.syrinx.nn.operators.OperatorCase.of;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import org.syrinx.nn.Indexing;
import org.syrinx.nn.Ops;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;

/** Operators that move elements: the result at an index is an element of the input at another. */
final class ShapeCases {
    private static final Nd X = Nd.random(11, -1, 1, 2, 3, 4);
    private static final Nd Y = Nd.random(12, -1, 1, 2, 2, 4);
    private final List<OperatorCase> cases = new ArrayList<>();

    private ShapeCases() {}

    static List<OperatorCase> all() {
        ShapeCases c = new ShapeCases();
        c.joining();
        c.cutting();
        c.reordering();
        c.repeating();
        c.indexing();
        return c.cases;
    }

    /** A case on {@link #X} whose result at index i is {@code f(X, i)}. */
    private void moves(
            String name,
            UnaryOperator<NDArray> call,
            int[] shape,
            ToDoubleBiFunction<Nd, int[]> f) {
        cases.add(
                of(
                        name,
                        List.of(X),
                        a -> call.apply(a[0]),
                        a -> Nd.of(shape, i -> f.applyAsDouble(a[0], i))));
    }

    private static NDArray longs(long... values) {
        return Tensors.of(OperatorCase.manager(), values);
    }

    private void joining() {
        cases.add(
                of(
                        "Shapes.cat",
                        List.of(X, Y),
                        a -> Shapes.cat(List.of(a), 1),
                        a ->
                                Nd.of(
                                        Nd.dims(2, 5, 4),
                                        i ->
                                                i[1] < 3
                                                        ? a[0].at(i)
                                                        : a[1].at(i[0], i[1] - 3, i[2]))));
        cases.add(
                of(
                        "Shapes.stack",
                        List.of(X, X.map(v -> v * v)),
                        a -> Shapes.stack(List.of(a), 1),
                        a -> Nd.of(Nd.dims(2, 2, 3, 4), i -> a[i[1]].at(i[0], i[2], i[3]))));
    }

    private void cutting() {
        // both pieces go into the result, so both gradients are checked
        moves(
                "Shapes.split",
                x -> weighted(Shapes.split(x, 2, 2)),
                Nd.dims(2, 3, 2),
                (x, i) -> x.at(i) + 2 * x.at(i[0], i[1], i[2] + 2));
        moves(
                "Shapes.split",
                x -> Shapes.split(x, new long[] {1, 3}, 2).get(1),
                Nd.dims(2, 3, 3),
                (x, i) -> x.at(i[0], i[1], i[2] + 1));
        moves(
                "Shapes.chunk",
                x -> weighted(Shapes.chunk(x, 2, -1)),
                Nd.dims(2, 3, 2),
                (x, i) -> x.at(i) + 2 * x.at(i[0], i[1], i[2] + 2));
        moves(
                "Shapes.narrow",
                x -> Shapes.narrow(x, 2, 1, 2),
                Nd.dims(2, 3, 2),
                (x, i) -> x.at(i[0], i[1], i[2] + 1));
        moves(
                "Shapes.slice",
                x -> Shapes.slice(x, 2, 1, 100, 2),
                Nd.dims(2, 3, 2),
                (x, i) -> x.at(i[0], i[1], 1 + 2 * i[2]));
        moves(
                "Shapes.select",
                x -> Shapes.select(x, 1, -1),
                Nd.dims(2, 4),
                (x, i) -> x.at(i[0], 2, i[1]));
    }

    private static NDArray weighted(List<NDArray> pieces) {
        return Ops.axpy(2, pieces.get(1), pieces.get(0));
    }

    private void reordering() {
        moves(
                "Shapes.transpose",
                x -> Shapes.transpose(x, 1, 2),
                Nd.dims(2, 4, 3),
                (x, i) -> x.at(i[0], i[2], i[1]));
        moves(
                "Shapes.permute",
                x -> Shapes.permute(x, 2, 0, 1),
                Nd.dims(4, 2, 3),
                (x, i) -> x.at(i[1], i[2], i[0]));
        cases.add(
                of(
                        "Shapes.reshape",
                        List.of(X),
                        a -> Shapes.reshape(a[0], 4, -1),
                        a -> a[0].reshaped(4, 6)));
        cases.add(
                of(
                        "Shapes.flatten",
                        List.of(X),
                        a -> Shapes.flatten(a[0], 1, 2),
                        a -> a[0].reshaped(2, 12)));
        cases.add(
                of(
                        "Shapes.unsqueeze",
                        List.of(X),
                        a -> Shapes.unsqueeze(a[0], 1),
                        a -> a[0].reshaped(2, 1, 3, 4)));
        cases.add(
                of(
                        "Shapes.squeeze",
                        List.of(X.reshaped(2, 1, 12)),
                        a -> Shapes.squeeze(a[0], 1),
                        a -> a[0].reshaped(2, 12)));
        moves(
                "Shapes.flip",
                x -> Shapes.flip(x, 0, 2),
                Nd.dims(2, 3, 4),
                (x, i) -> x.at(1 - i[0], i[1], 3 - i[2]));
        moves(
                "Shapes.roll",
                x -> Shapes.roll(x, 1, 2),
                Nd.dims(2, 3, 4),
                (x, i) -> x.at(i[0], i[1], (i[2] + 3) % 4));
        moves(
                "Shapes.contiguous",
                x -> Shapes.contiguous(Shapes.transpose(x, 1, 2)),
                Nd.dims(2, 4, 3),
                (x, i) -> x.at(i[0], i[2], i[1]));
        moves(
                "Shapes.tril",
                x -> Shapes.tril(x, 1),
                Nd.dims(2, 3, 4),
                (x, i) -> i[2] <= i[1] + 1 ? x.at(i) : 0);
        moves(
                "Shapes.triu",
                x -> Shapes.triu(x, 1),
                Nd.dims(2, 3, 4),
                (x, i) -> i[2] >= i[1] + 1 ? x.at(i) : 0);
    }

    private void repeating() {
        cases.add(
                of(
                        "Shapes.expand",
                        List.of(Nd.random(13, -1, 1, 2, 1, 3)),
                        a -> Shapes.expand(a[0], -1, 4, -1),
                        a -> Nd.of(Nd.dims(2, 4, 3), a[0]::at)));
        moves(
                "Shapes.repeat",
                x -> Shapes.repeat(x, 1, 2, 1),
                Nd.dims(2, 6, 4),
                (x, i) -> x.at(i[0], i[1] % 3, i[2]));
        moves(
                "Shapes.repeatInterleave",
                x -> Shapes.repeatInterleave(x, 2, 1),
                Nd.dims(2, 6, 4),
                (x, i) -> x.at(i[0], i[1] / 2, i[2]));
        int[] phone = {0, 0, 2, 2, 2};
        moves(
                "Shapes.repeatInterleave",
                x -> Shapes.repeatInterleave(x, longs(2, 0, 3), 1),
                Nd.dims(2, 5, 4),
                (x, i) -> x.at(i[0], phone[i[1]], i[2]));
        cases.add(
                flat(
                        "Shapes.sequenceMask",
                        List.of(),
                        a -> Shapes.sequenceMask(longs(2, 4, 0), 4),
                        a -> Nd.of(Nd.dims(3, 4), i -> i[1] < new int[] {2, 4, 0}[i[0]] ? 1 : 0)));
    }

    private void indexing() {
        Nd index = Nd.of(Nd.dims(2, 3, 2), i -> (i[0] + 2 * i[1] + i[2]) % 4);
        Function<Nd, NDArray> longs =
                n ->
                        longs(Arrays.stream(n.data()).mapToLong(v -> (long) v).toArray())
                                .reshape(Arrays.stream(n.shape()).asLongStream().toArray());
        moves(
                "Indexing.gather",
                x -> Indexing.gather(x, 2, longs.apply(index)),
                Nd.dims(2, 3, 2),
                (x, i) -> x.at(i[0], i[1], (int) index.at(i)));
        cases.add(
                of(
                        "Indexing.scatterAdd",
                        List.of(X, Nd.random(14, -1, 1, 2, 3, 2)),
                        a -> Indexing.scatterAdd(a[0], 2, longs.apply(index), a[1]),
                        a -> Nd.of(a[0].shape(), i -> a[0].at(i) + scattered(a[1], index, i))));
        moves(
                "Indexing.indexSelect",
                x -> Indexing.indexSelect(x, 1, longs(2, 0, 2)),
                Nd.dims(2, 3, 4),
                (x, i) -> x.at(i[0], new int[] {2, 0, 2}[i[1]], i[2]));
        cases.add(
                of(
                        "Indexing.embedding",
                        List.of(Nd.random(15, -1, 1, 5, 3)),
                        a -> Indexing.embedding(a[0], longs(4, 0, 0, 2).reshape(2, 2)),
                        a ->
                                Nd.of(
                                        Nd.dims(2, 2, 3),
                                        i ->
                                                a[0].at(
                                                        new int[] {4, 0, 0, 2}[2 * i[0] + i[1]],
                                                        i[2]))));
        Nd edges = Nd.vector(-1, 0, 0.5, 2);
        Nd values = Nd.vector(-2, -1, 0, 0.2, 0.5, 3);
        for (boolean right : new boolean[] {false, true}) {
            cases.add(
                    flat(
                            "Indexing.searchSorted",
                            List.of(edges, values),
                            a -> Indexing.searchSorted(a[0], a[1], right),
                            a ->
                                    a[1].map(
                                            v ->
                                                    Arrays.stream(a[0].data())
                                                            .filter(e -> right ? e <= v : e < v)
                                                            .count())));
        }
        Nd shuffled = Nd.vector(0.3, -2, 1.5, 0.7);
        cases.add(
                of(
                        "Indexing.sort",
                        List.of(shuffled),
                        a -> Indexing.sort(a[0], 0, true).get(0),
                        a ->
                                Nd.vector(
                                        a[0].data()[2],
                                        a[0].data()[3],
                                        a[0].data()[0],
                                        a[0].data()[1])));
        cases.add(
                flat(
                        "Indexing.sort",
                        List.of(shuffled),
                        a -> Indexing.sort(a[0], 0, false).get(1),
                        a -> Nd.vector(1, 0, 3, 2)));
        cases.add(
                of(
                        "Indexing.topk",
                        List.of(shuffled),
                        a -> Indexing.topk(a[0], 2, 0).get(0),
                        a -> Nd.vector(a[0].data()[2], a[0].data()[3])));
        cases.add(
                flat(
                        "Indexing.oneHot",
                        List.of(),
                        a -> Indexing.oneHot(longs(2, 0), 3),
                        a -> new Nd(new double[] {0, 0, 1, 1, 0, 0}, Nd.dims(2, 3))));
    }

    private static double scattered(Nd source, Nd index, int[] i) {
        double s = 0;
        for (int k = 0; k < index.dim(2); k++) {
            if (index.at(i[0], i[1], k) == i[2]) {
                s += source.at(i[0], i[1], k);
            }
        }
        return s;
    }
}
