package org.syrinx.nn.params;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.syrinx.api.ModelFormatException;
import org.syrinx.nn.safetensors.SafetensorsFile;

/** Compares what a network declared with what a file holds; all differences make one message. */
final class Assembly {
    /** How many of each kind of difference a message lists. */
    private static final int LISTED = 10;

    private final SafetensorsFile file;
    private final Set<String> used = new HashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> misshaped = new ArrayList<>();

    Assembly(SafetensorsFile file) {
        this.file = file;
    }

    /** How the file stores a tensor, or null if it does not. */
    static Naming naming(SafetensorsFile file, String tensor) {
        for (Naming n : Naming.values()) {
            if (file.has(n.direction(tensor)) && (n == Naming.FOLDED || file.has(n.gain(tensor)))) {
                return n;
            }
        }
        return null;
    }

    void match(Parameter p) {
        Naming naming = naming(file, p.name());
        if (naming == null) {
            missing.add(p.toString());
            return;
        }
        require(naming.direction(p.name()), p.shape());
        if (naming != Naming.FOLDED) {
            require(naming.gain(p.name()), p.gainShape());
        }
    }

    private void require(String name, long[] expected) {
        used.add(name);
        long[] found = file.info(name).dimensions();
        if (!Arrays.equals(found, expected)) {
            misshaped.add(
                    name
                            + " expected "
                            + Arrays.toString(expected)
                            + " found "
                            + Arrays.toString(found));
        }
    }

    void finish(int declared, Set<String> allowedUnused) {
        List<String> unexpected = new ArrayList<>();
        for (String name : file.names()) {
            if (!used.contains(name) && allowedUnused.stream().noneMatch(name::startsWith)) {
                unexpected.add(name + file.info(name).shape().toString().replace(" ", ""));
            }
        }
        List<String> parts = new ArrayList<>();
        part(parts, missing, "missing");
        part(parts, unexpected, "unexpected");
        part(parts, misshaped, "of another shape");
        if (!parts.isEmpty()) {
            throw new ModelFormatException(
                    "the " + declared + " tensors that this network declares, and no others",
                    "the weights "
                            + file.path()
                            + " do not fit the network: "
                            + String.join("; ", parts),
                    "Check that the configuration and the weights belong to the same model.");
        }
    }

    private static void part(List<String> parts, List<String> names, String what) {
        if (!names.isEmpty()) {
            String list = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
            parts.add(
                    names.size()
                            + " "
                            + what
                            + " ("
                            + list
                            + (names.size() > LISTED ? ", ..." : "")
                            + ")");
        }
    }
}
