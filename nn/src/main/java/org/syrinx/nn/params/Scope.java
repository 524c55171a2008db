package org.syrinx.nn.params;

import java.util.Objects;

/**
 * A place in the tree of a network's names: what a layer's constructor declares its parameters in.
 * Immutable; declaring adds to the {@link ParameterSet} behind it.
 */
public final class Scope {
    private final ParameterSet set;
    private final String prefix;

    Scope(ParameterSet set, String prefix) {
        this.set = set;
        this.prefix = prefix;
    }

    /**
     * A child.
     *
     * @param child a name, which may contain dots
     * @return the scope whose names start with this one's and the child's
     */
    public Scope at(String child) {
        return new Scope(set, name(child));
    }

    /**
     * A numbered child, such as a layer in a list.
     *
     * @param index the number
     * @return the scope
     */
    public Scope at(int index) {
        return at(Integer.toString(index));
    }

    /**
     * The full name of a tensor here.
     *
     * @param leaf the tensor's own name
     * @return scope names and leaf, joined by dots
     */
    public String name(String leaf) {
        Objects.requireNonNull(leaf, "leaf");
        return prefix.isEmpty() ? leaf : prefix + "." + leaf;
    }

    /**
     * Whether the file that is being loaded holds something here, for parts that some published
     * files lack.
     *
     * @param name a tensor (under any of the weight-norm namings) or a child scope
     * @return true if a file is being loaded and holds it; false when weights are being initialised
     */
    public boolean has(String name) {
        return set.fileHas(name(name));
    }

    /**
     * Declares a trained tensor. A file may store it in any {@link Naming}.
     *
     * @param name the tensor's own name
     * @param init its initial values
     * @param shape its shape
     * @return the parameter, the same one for the same name
     * @throws IllegalStateException if the set is finished, or the name was declared otherwise
     */
    public Parameter tensor(String name, Init init, long... shape) {
        return set.declare(Parameter.Kind.PLAIN, name(name), init, shape);
    }

    /**
     * Declares a trained tensor that files call by different names; when weights are initialised it
     * takes the first.
     *
     * @param init its initial values
     * @param shape its shape
     * @param names the tensor's own names
     * @return the parameter
     * @throws IllegalStateException if the set is finished, or the name was declared otherwise
     */
    public Parameter tensorAnyOf(Init init, long[] shape, String... names) {
        for (String n : names) {
            if (set.fileHas(name(n))) {
                return tensor(n, init, shape);
            }
        }
        return tensor(names[0], init, shape);
    }

    /**
     * Declares a weight-normed tensor: w = g v / ||v||, the norm over all axes but the first. A
     * file may store it in any {@link Naming}. For inference it is folded once; for training gain
     * and direction are two leaves.
     *
     * @param name the tensor's own name, usually {@code weight}
     * @param init the initial values of w
     * @param shape the shape of w; the gain has the shape (first axis, 1, 1, ...)
     * @return the parameter
     * @throws IllegalStateException if the set is finished, or the name was declared otherwise
     */
    public Parameter weightNormed(String name, Init init, long... shape) {
        return set.declare(Parameter.Kind.WEIGHT_NORMED, name(name), init, shape);
    }

    /**
     * Declares a tensor that is stored with the weights but not trained, such as a running mean or
     * a fixed filter.
     *
     * @param name the tensor's own name
     * @param init its initial values
     * @param shape its shape
     * @return the parameter
     * @throws IllegalStateException if the set is finished, or the name was declared otherwise
     */
    public Parameter buffer(String name, Init init, long... shape) {
        return set.declare(Parameter.Kind.BUFFER, name(name), init, shape);
    }

    /**
     * Lets a file hold a tensor here that the network does not use.
     *
     * @param name the tensor's own name
     */
    public void ignore(String name) {
        set.allowUnused(name(name));
    }

    /**
     * Whether the network is being trained now: dropout is on, batch statistics are taken, graphs
     * are built.
     *
     * @return the mode of the set
     */
    public boolean training() {
        return set.training();
    }

    /**
     * The set behind this scope.
     *
     * @return the set
     */
    public ParameterSet set() {
        return set;
    }

    @Override
    public String toString() {
        return prefix;
    }
}
