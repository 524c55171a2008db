package org.syrinx.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a latent means. Two stages fit when their specs have no {@linkplain #differences
 * differences}; nothing else couples them. A mismatch is found when a pipeline is wired, never when
 * it runs.
 *
 * @param id the family of the latent: {@code "mel"}, {@code "vits.z"}, {@code "semantic-vae"} ...
 * @param channels values per frame
 * @param sampleRate the rate of the sound it stands for, in Hz
 * @param hop samples of that sound per frame
 * @param parameters whatever else defines the meaning, name to canonical text: mel band count,
 *     fmin, fmax, log base, normalisation, and for a learned latent the fingerprint of the weights
 *     that define it
 */
public record LatentSpec(
        String id, int channels, int sampleRate, int hop, SortedMap<String, String> parameters) {
    public LatentSpec {
        Objects.requireNonNull(id, "id");
        if (id.isBlank() || channels <= 0 || sampleRate <= 0 || hop <= 0) {
            throw new SyrinxException(
                    "a latent spec with an id and with channels, sample rate and hop above 0",
                    "id=\""
                            + id
                            + "\" channels="
                            + channels
                            + " sampleRate="
                            + sampleRate
                            + " hop="
                            + hop,
                    "correct the stage that declares it");
        }
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /**
     * A spec without further parameters.
     *
     * @param id the family of the latent
     * @param channels values per frame
     * @param sampleRate rate of the sound in Hz
     * @param hop samples per frame
     * @return the spec
     */
    public static LatentSpec of(String id, int channels, int sampleRate, int hop) {
        return new LatentSpec(id, channels, sampleRate, hop, new TreeMap<>());
    }

    /**
     * The same spec with one more parameter. Numbers are written canonically, so that 0 and 0.0
     * agree.
     *
     * @param name the name of the parameter
     * @param value text, number or boolean
     * @return a new spec
     */
    public LatentSpec with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(parameters);
        more.put(name, canonical(value));
        return new LatentSpec(id, channels, sampleRate, hop, more);
    }

    /**
     * Frames per second.
     *
     * @return Hz
     */
    public double frameRate() {
        return (double) sampleRate / hop;
    }

    /**
     * Where two specs differ.
     *
     * @param other the spec of the stage on the other side
     * @return one entry for every differing field, in a stable order; empty when the stages fit
     */
    public List<Difference> differences(LatentSpec other) {
        List<Difference> out = new ArrayList<>();
        compare(out, "id", id, other.id);
        compare(out, "channels", Integer.toString(channels), Integer.toString(other.channels));
        compare(out, "sampleRate", sampleRate + " Hz", other.sampleRate + " Hz");
        compare(out, "hop", hop + " samples", other.hop + " samples");
        SortedSet<String> names = new TreeSet<>(parameters.keySet());
        names.addAll(other.parameters.keySet());
        for (String name : names) {
            compare(
                    out,
                    name,
                    parameters.getOrDefault(name, ABSENT),
                    other.parameters.getOrDefault(name, ABSENT));
        }
        return List.copyOf(out);
    }

    /**
     * Whether a latent of this spec can be handed to a stage that wants the other.
     *
     * @param other the spec that is wanted
     * @return true when nothing differs
     */
    public boolean fits(LatentSpec other) {
        return differences(other).isEmpty();
    }

    /**
     * One differing field.
     *
     * @param field the name of the field or parameter
     * @param left the value on this side
     * @param right the value on the other side
     */
    public record Difference(String field, String left, String right) {
        @Override
        public String toString() {
            return field + " " + left + " against " + right;
        }
    }

    private static final String ABSENT = "(not stated)";

    private static void compare(List<Difference> out, String field, String left, String right) {
        if (!left.equals(right)) {
            out.add(new Difference(field, left, right));
        }
    }

    private static String canonical(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double d = ((Number) value).doubleValue();
            return d == Math.rint(d) && Math.abs(d) < 1e15
                    ? Long.toString((long) d)
                    : Double.toString(d);
        }
        return Objects.requireNonNull(value, "value").toString();
    }
}
