package org.syrinx.nn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.InPlace;
import org.syrinx.nn.autograd.Autograd;
import org.syrinx.nn.params.ParameterSet;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.Tensor;

/**
 * An exponential moving average of all arrays of a set: e = d e + (1 - d) w. With warm-up, update t
 * (from 0) uses the smaller of d and (1 + t) / (10 + t), so that the start does not linger. Owns
 * the averages; not thread-safe.
 */
public final class Ema implements AutoCloseable {
    private final ParameterSet set;
    private final double decay;
    private final boolean warmUp;
    private final NDManager manager;
    private final Map<String, NDArray> average = new LinkedHashMap<>();
    private final List<NDArray> live;
    private long updates;

    /**
     * An average that starts at the set's present values.
     *
     * @param set the weights, finished; must stay open
     * @param decay d in [0, 1)
     * @param warmUp whether early updates use a smaller decay
     */
    public Ema(ParameterSet set, double decay, boolean warmUp) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("the decay must be in [0, 1), found " + decay);
        }
        this.set = set;
        this.decay = decay;
        this.warmUp = warmUp;
        this.manager = set.manager().newSubManager();
        this.live = List.copyOf(set.arrays().values());
        set.arrays()
                .forEach(
                        (name, a) -> {
                            NDArray copy = a.duplicate();
                            NDScope.unregister(copy);
                            copy.attach(manager);
                            average.put(name, copy);
                        });
    }

    /** Takes the present weights into the average. */
    @SuppressWarnings("try") // the guard works by being open
    public void update() {
        double d = warmUp ? Math.min(decay, (1.0 + updates) / (10 + updates)) : decay;
        try (Autograd.Guard ignored = Autograd.noGrad()) {
            InPlace.lerp(averages(), live, 1 - d);
        }
        updates++;
    }

    /**
     * How often {@link #update} was called.
     *
     * @return the count
     */
    public long updates() {
        return updates;
    }

    /**
     * Exchanges the set's weights and the average; a second call undoes it. For evaluating with
     * averaged weights.
     */
    @SuppressWarnings("try") // the guard works by being open
    public void swap() {
        try (NDScope scope = new NDScope();
                Autograd.Guard ignored = Autograd.noGrad()) {
            scope.suppressNotUsedWarning();
            List<NDArray> held = live.stream().map(NDArray::duplicate).toList();
            InPlace.copy(live, averages());
            InPlace.copy(averages(), held);
        }
        set.refresh();
    }

    private List<NDArray> averages() {
        return List.copyOf(average.values());
    }

    /**
     * Copies the averages into Java memory, to be saved.
     *
     * @param prefix goes before all names
     * @return the averages under the names of {@link ParameterSet#arrays()}, and {@code updates}
     *     (1)
     */
    public List<Tensor> state(String prefix) {
        List<Tensor> tensors = new ArrayList<>();
        average.forEach(
                (name, a) ->
                        tensors.add(
                                Tensor.of(
                                        prefix + name, a.toFloatArray(), a.getShape().getShape())));
        tensors.add(Tensor.of(prefix + "updates", new long[] {updates}, 1));
        return tensors;
    }

    /**
     * Restores what {@link #state} gave.
     *
     * @param file the file
     * @param prefix as it was saved
     * @throws ModelFormatException if the file lacks an average or has it in another shape
     */
    public void restore(SafetensorsFile file, String prefix) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        average.forEach((name, a) -> all.put(prefix + name, a));
        long count = file.longs(prefix + "updates")[0];
        AdamW.restore(file, all);
        updates = count;
    }

    /** Frees the averages. Idempotent. */
    @Override
    public void close() {
        manager.close();
    }
}
