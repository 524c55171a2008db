package org.syrinx.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.syrinx.nn.safetensors.Tensor;

/** What is trained, as a {@link TrainingLoop} sees it. Called by the loop's thread only. */
public interface TrainingTask {
    /**
     * Trains on a batch.
     *
     * @param batch indices of the examples, as the loop's {@code Batcher} gives them
     * @param step steps done before; noise, crops and dropout must be functions of it
     * @param rate the learning rate
     * @return losses and gradient norms by column of the log
     */
    Map<String, Double> step(int[] batch, long step, double rate);

    /**
     * Measures the averaged weights on examples that are not trained on, with fixed noise.
     *
     * @return by column of the log; empty if nothing was left out of training
     */
    Map<String, Double> validate();

    /**
     * The one figure by which the best checkpoint is kept.
     *
     * @param validation what {@link #validate()} returned, not empty
     * @return the smaller the better
     */
    double score(Map<String, Double> validation);

    /**
     * Writes sounds or pictures to judge the progress by.
     *
     * @param folder where; does not exist yet
     */
    void samples(Path folder);

    /**
     * Copies everything that a checkpoint needs to Java memory.
     *
     * @return tensors by the name of the checkpoint's file
     */
    Map<String, List<Tensor>> parts();
}
