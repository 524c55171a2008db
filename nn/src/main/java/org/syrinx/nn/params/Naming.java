package org.syrinx.nn.params;

/** The three ways in which published files store a weight-normed tensor {@code w = g v / ||v||}. */
public enum Naming {
    /** {@code X.weight}: the product. */
    FOLDED,
    /** {@code X.weight_g} and {@code X.weight_v}. */
    WEIGHT_G,
    /**
     * {@code X.parametrizations.weight.original0} (the gain) and {@code original1} (the direction).
     */
    PARAMETRIZATIONS;

    /** The name of the gain for a tensor, or null where there is none. */
    String gain(String tensor) {
        return switch (this) {
            case FOLDED -> null;
            case WEIGHT_G -> tensor + "_g";
            case PARAMETRIZATIONS -> parametrization(tensor) + ".original0";
        };
    }

    /** The name of the direction for a tensor; the tensor itself where it is stored folded. */
    String direction(String tensor) {
        return switch (this) {
            case FOLDED -> tensor;
            case WEIGHT_G -> tensor + "_v";
            case PARAMETRIZATIONS -> parametrization(tensor) + ".original1";
        };
    }

    private static String parametrization(String tensor) {
        int dot = tensor.lastIndexOf('.') + 1;
        return tensor.substring(0, dot) + "parametrizations." + tensor.substring(dot);
    }
}
