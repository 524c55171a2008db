package org.syrinx.plugin.editing.internal.edits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.Backend;
import org.syrinx.api.Denoiser;
import org.syrinx.api.Direction;
import org.syrinx.api.Directions;
import org.syrinx.api.Edit;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.files.BundledDirections;
import org.syrinx.plugin.editing.internal.files.DirectionFolder;

/** The directions of the user's folder and of the bundles; the user's own win. */
@Component(service = Directions.class)
@ProvideModel(value = "editing", roles = "directionfinder")
public final class InstalledDirections implements Directions {
    private final Backend backend;
    private final Supplier<List<Direction>> source;

    /**
     * Wired by Declarative Services.
     *
     * @param backend for scopes
     * @param bundled what bundles carry
     */
    @Activate
    public InstalledDirections(@Reference Backend backend, @Reference BundledDirections bundled) {
        this(
                backend,
                () -> {
                    List<Direction> all =
                            new ArrayList<>(
                                    DirectionFolder.read(DirectionFolder.standard())
                                            .directions()
                                            .values());
                    all.addAll(bundled.all());
                    return all;
                });
    }

    InstalledDirections(Backend backend, Supplier<List<Direction>> source) {
        this.backend = backend;
        this.source = source;
    }

    @Override
    public List<Direction> installed() {
        Map<String, Direction> first = new LinkedHashMap<>();
        source.get().forEach(d -> first.putIfAbsent(d.name() + " " + d.fingerprint(), d));
        List<Direction> all = new ArrayList<>(first.values());
        all.sort(Comparator.comparing(Direction::name).thenComparing(Direction::fingerprint));
        return List.copyOf(all);
    }

    @Override
    public Editing prepare(List<Edit> edits, Denoiser denoiser) {
        List<Direction> all = installed();
        List<BroadcastEdit.Part> parts = new ArrayList<>();
        Map<Direction, List<BroadcastEdit.Part>> together = new LinkedHashMap<>();
        for (Edit edit : edits) {
            Direction d = find(edit.direction(), all, denoiser);
            Fit.check(d, denoiser);
            Optional<Envelope> envelope = Envelope.of(edit, denoiser);
            BroadcastEdit.Part part = new BroadcastEdit.Part(d, edit.strength(), envelope);
            parts.add(part);
            together.computeIfAbsent(d, x -> new ArrayList<>()).add(part);
        }
        List<String> warnings = new ArrayList<>();
        together.forEach(
                (d, some) -> {
                    Extremes strength = Extremes.of(some);
                    if (strength.least() < d.minimum()) {
                        warnings.add(outside(d, strength.least()));
                    }
                    if (strength.most() > d.maximum()) {
                        warnings.add(outside(d, strength.most()));
                    }
                });
        return new PreparedEdits(backend, parts, warnings);
    }

    private static String outside(Direction d, double strength) {
        if (d.minimum() == 0 && d.maximum() == 0) {
            String adopted = d.provenance().get("adopted from");
            return "The direction \""
                    + d.name()
                    + "\" has not been validated at any strength"
                    + (adopted == null
                            ? "."
                            : " on this model: it was found on another (" + adopted + ").");
        }
        return String.format(
                Locale.ROOT,
                "The strength %+.3g of \"%s\" is outside its validated range, %+.3g to %+.3g.",
                strength,
                d.name(),
                d.minimum(),
                d.maximum());
    }

    private static Direction find(String name, List<Direction> all, Denoiser denoiser) {
        TreeSet<String> known = new TreeSet<>();
        Direction foreign = null;
        for (Direction d : all) {
            if (Fit.model(d, denoiser)) {
                if (d.name().equals(name)) {
                    return d;
                }
                known.add(d.name());
            } else if (d.name().equals(name)) {
                foreign = d;
            }
        }
        String model = "\"" + denoiser.info().model() + "\"";
        String action =
                "choose one of them, or find it with ./syrinx directions find --pipeline ...";
        if (foreign != null) {
            throw new SyrinxException(
                    "a direction that was found on the model "
                            + model
                            + " ("
                            + denoiser.info().fingerprint()
                            + "), which has "
                            + (known.isEmpty() ? "none" : String.join(", ", known)),
                    "\"" + name + "\" was found on another model (" + foreign.fingerprint() + ")",
                    action);
        }
        throw new SyrinxException(
                "a direction of the model "
                        + model
                        + ", which has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)),
                "there is no direction \"" + name + "\"",
                action);
    }
}
