package org.syrinx.launcher.internal.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;

/**
 * Model instances: knows which models there could be, and makes the one that a command wants as a
 * factory configuration of its family. Nothing is loaded before it is wanted. Thread-safe.
 */
@Component(service = Models.class)
public final class Models {
    /** Framework property: the voice of those who do not name one. */
    public static final String VOICE = "syrinx.voice";

    private static final String DEFAULT = "default";

    private static final Duration LOADING = Duration.ofMinutes(5);

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final ActivationFailures failures;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<ModelFamily> families;

    /**
     * Creates the service.
     *
     * @param context of the launcher
     * @param admin takes the configurations
     * @param failures says why an instance did not come up
     */
    @Activate
    public Models(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference ActivationFailures failures) {
        this.context = context;
        this.admin = admin;
        this.failures = failures;
    }

    /**
     * Every model that is loaded, could not be loaded, or could be loaded.
     *
     * @return by name
     */
    public List<ModelEntry> list() {
        Map<String, ModelEntry> all = new TreeMap<>();
        for (ModelFamily family : families()) {
            family.builtIn()
                    .forEach(
                            (name, about) ->
                                    all.put(
                                            name,
                                            new ModelEntry(
                                                    name,
                                                    family.id(),
                                                    family.roles(),
                                                    ModelEntry.State.AVAILABLE,
                                                    about,
                                                    Optional.empty(),
                                                    Optional.empty())));
        }
        for (ServiceReference<ModelFailure> ref : references(ModelFailure.class)) {
            ModelFailure failure = context.getService(ref);
            if (failure != null) {
                String about = about(all, failure.model());
                all.put(
                        failure.model(),
                        new ModelEntry(
                                failure.model(),
                                failure.plugin(),
                                Set.of(),
                                ModelEntry.State.FAILED,
                                about,
                                Optional.empty(),
                                Optional.of(failure.reason())));
                context.ungetService(ref);
            }
        }
        loaded().forEach((name, found) -> all.put(name, found.entry(about(all, name))));
        return List.copyOf(all.values());
    }

    /**
     * One model.
     *
     * @param name its name
     * @return the entry
     * @throws SyrinxException if there is no such model
     */
    public ModelEntry entry(String name) {
        return list().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private SyrinxException unknown(String model) {
        List<String> known = list().stream().map(ModelEntry::name).toList();
        return new SyrinxException(
                known.isEmpty() ? "an installed model" : "one of " + String.join(", ", known),
                "there is no model \"" + model + "\"",
                "choose one of these, or name a model folder");
    }

    private static String about(Map<String, ModelEntry> all, String name) {
        return all.containsKey(name) ? all.get(name).about() : "";
    }

    /** A model with stages that are services now. */
    private record Loaded(String name, StageInfo info, Set<Role> roles) {
        ModelEntry entry(String about) {
            return new ModelEntry(
                    name,
                    info.plugin(),
                    roles,
                    ModelEntry.State.LOADED,
                    about.isEmpty() ? info.details().getOrDefault("folder", "") : about,
                    Optional.of(info),
                    Optional.empty());
        }
    }

    private Map<String, Loaded> loaded() {
        Map<String, Loaded> found = new TreeMap<>();
        for (Role role : Role.values()) {
            for (ServiceReference<?> ref : references(role.service())) {
                Object service = context.getService(ref);
                if (service instanceof Stage stage) {
                    StageInfo info = stage.info();
                    found.computeIfAbsent(
                                    info.model(),
                                    n -> new Loaded(n, info, EnumSet.noneOf(Role.class)))
                            .roles()
                            .add(role);
                    context.ungetService(ref);
                }
            }
        }
        return found;
    }

    private <T> List<ServiceReference<T>> references(Class<T> type) {
        try {
            return List.copyOf(context.getServiceReferences(type, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The families, in a stable order.
     *
     * @return by id
     */
    public List<ModelFamily> families() {
        List<ModelFamily> now = new ArrayList<>(families);
        now.sort(Comparator.comparing(ModelFamily::id));
        return now;
    }

    /**
     * The voice of those who do not name one: the framework property {@value #VOICE}, else the
     * built-in model {@value #DEFAULT}, else the first one that has an encoder and a vocoder.
     *
     * @return its name
     * @throws SyrinxException if no plug-in brings one
     */
    public String defaultVoice() {
        String configured = context.getProperty(VOICE);
        if (configured != null && !configured.isBlank()) {
            return configured;
        }
        return families().stream()
                .filter(f -> f.roles().containsAll(Set.of(Role.ENCODER, Role.VOCODER)))
                .flatMap(f -> f.builtIn().keySet().stream())
                .min(Comparator.comparing((String name) -> !DEFAULT.equals(name)))
                .orElseThrow(
                        () ->
                                new SyrinxException(
                                        "an installed plug-in with a built-in voice",
                                        "there is none",
                                        "name a model folder with --model-dir"));
    }

    /**
     * Loads a model by its name, or by a folder, if it is not loaded yet.
     *
     * @param model a name of {@link #list()}, or a path
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ..., or null to keep a loaded model
     *     where it is
     * @return its name
     * @throws SyrinxException if it is not known or cannot be loaded
     */
    public String ensure(String model, String device) {
        if (device == null && loaded().containsKey(model)) {
            return model;
        }
        for (ModelFamily family : families()) {
            if (family.builtIn().containsKey(model)) {
                load(family, model, "model.builtin", model, device);
                return model;
            }
        }
        if (loaded().containsKey(model)) {
            return model;
        }
        if (model.contains("/") || Files.isDirectory(Path.of(model))) {
            return ensureFolder(Path.of(model), device);
        }
        throw unknown(model);
    }

    /**
     * Loads a model folder.
     *
     * @param folder as given by the user, resolved
     * @param device as for {@link #ensure}
     * @return the name of the instance
     * @throws SyrinxException if no family takes it, with the reason of each, or it cannot be
     *     loaded
     */
    public String ensureFolder(Path folder, String device) {
        if (!Files.isDirectory(folder)) {
            throw new SyrinxException(
                    "a model folder (config.json and model.safetensors)",
                    Files.exists(folder) ? folder + " is a file" : "there is no folder " + folder,
                    "check the path");
        }
        StringBuilder reasons = new StringBuilder();
        for (ModelFamily family : families()) {
            Optional<String> no = family.reject(folder);
            if (no.isEmpty()) {
                String name = nameOf(folder);
                load(family, name, "model.dir", folder.toString(), device);
                return name;
            }
            reasons.append(reasons.length() == 0 ? "" : "; ")
                    .append(family.id())
                    .append(": ")
                    .append(firstSentence(no.get()));
        }
        throw new SyrinxException(
                "a model folder of an installed family",
                folder + " is none (" + reasons + ")",
                "check the folder, or install the plug-in that knows it");
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** A configuration may not be named by just any folder name; two folders never share a name. */
    private static String nameOf(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        String last = absolute.getFileName() == null ? "root" : absolute.getFileName().toString();
        String plain = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        return plain + "-" + Integer.toHexString(absolute.toString().hashCode());
    }

    private void load(ModelFamily family, String name, String key, String value, String device) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        properties.put(SyrinxModel.MODEL, name);
        properties.put("device", device == null ? "auto" : device);
        Set<Object> before = new HashSet<>();
        try {
            Configuration configuration =
                    admin.getFactoryConfiguration(family.factoryPid(), name, "?");
            List<ServiceReference<?>> failed = references(ModelFailure.class, name);
            if (!failed.isEmpty()) {
                // what made it fail may have been mended
                failed.forEach(ref -> before.add(ref.getProperty(Constants.SERVICE_ID)));
                configuration.update(properties);
            } else {
                List<ServiceReference<?>> old = stages(family, name);
                if (configuration.updateIfDifferent(properties)) {
                    old.forEach(ref -> before.add(ref.getProperty(Constants.SERVICE_ID)));
                }
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "a place for the configuration of \"" + name + "\"",
                    "it cannot be written: " + e.getMessage(),
                    "check permissions and disk space",
                    e);
        }
        await(family, name, before);
    }

    private void await(ModelFamily family, String name, Set<Object> before) {
        Optional<Boolean> up =
                ServiceAwait.until(
                        context,
                        LOADING,
                        () -> {
                            refuseFailed(family, name, before);
                            List<ServiceReference<?>> now = stages(family, name);
                            now.removeIf(r -> before.contains(r.getProperty(Constants.SERVICE_ID)));
                            return now.size() >= family.roles().size()
                                    ? Optional.of(true)
                                    : Optional.empty();
                        });
        if (up.isEmpty()) {
            throw new SyrinxException(
                    "the model \""
                            + name
                            + "\" to be loaded within "
                            + LOADING.toMinutes()
                            + " min",
                    "it is still not there",
                    "look at ./syrinx doctor");
        }
    }

    private List<ServiceReference<?>> stages(ModelFamily family, String name) {
        List<ServiceReference<?>> found = new ArrayList<>();
        for (Role role : family.roles()) {
            references(role.service(), name).stream().limit(1).forEach(found::add);
        }
        return found;
    }

    private List<ServiceReference<?>> references(Class<?> type, String model) {
        try {
            return new ArrayList<>(
                    context.getServiceReferences(
                            type, "(" + SyrinxModel.MODEL + "=" + model + ")"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuseFailed(ModelFamily family, String name, Set<Object> before) {
        for (ServiceReference<?> ref : references(ModelFailure.class, name)) {
            if (!before.contains(ref.getProperty(Constants.SERVICE_ID))
                    && context.getService(ref) instanceof ModelFailure failure) {
                context.ungetService(ref);
                throw failure.reason();
            }
        }
        failures.of(family.factoryPid() + "~" + name)
                .ifPresent(
                        why -> {
                            throw new SyrinxException(
                                    "the model \"" + name + "\" to be loaded",
                                    "its plug-in " + family.id() + " failed: " + why,
                                    "look at ./syrinx doctor");
                        });
    }
}
