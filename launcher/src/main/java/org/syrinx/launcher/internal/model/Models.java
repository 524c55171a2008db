package org.syrinx.launcher.internal.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
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
import org.syrinx.api.SyrinxException;
import org.syrinx.launcher.internal.pipeline.SleepingModels;

/**
 * Model instances: knows which models there could be, and makes the one that a command wants as a
 * factory configuration of its family. Nothing is loaded before it is wanted. Thread-safe.
 */
@Component(service = {Models.class, SleepingModels.class})
public final class Models implements SleepingModels {
    /** Framework property: the voice of those who do not name one. */
    public static final String VOICE = "syrinx.voice";

    private static final String DEFAULT = "default";
    private static final String DEVICE = "device";
    private static final String NONE = "none";

    private final BundleContext context;
    private final ModelInstances instances;
    private final SavedConfigurations saved;
    private final LoadedModels loaded;
    private final ModelUse use = new ModelUse();
    private final Map<String, String> gaveBack = new ConcurrentHashMap<>();
    private final Map<String, SyrinxException> refusals = new ConcurrentHashMap<>();
    private final Map<String, SyrinxException> refusedBundles = new ConcurrentHashMap<>();

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
     * @param saved instances of earlier processes
     */
    @Activate
    public Models(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference ActivationFailures failures,
            @Reference SavedConfigurations saved) {
        this.saved = saved;
        this.context = context;
        this.loaded = new LoadedModels(context);
        this.instances = new ModelInstances(context, admin, failures);
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
                                    all.put(name, ModelEntry.available(name, family, about)));
            for (String name : saved.names(family.factoryPid())) {
                all.computeIfAbsent(
                        name, n -> ModelEntry.available(n, family, "saved by an earlier process"));
            }
        }
        for (ModelFailure failure : loaded.failures()) {
            String name = failure.model();
            all.put(
                    name,
                    ModelEntry.failed(name, failure.plugin(), about(all, name), failure.reason()));
        }
        instances
                .asleep()
                .forEach((name, was) -> unloaded(name, was).ifPresent(e -> all.put(name, e)));
        refusals.forEach((name, why) -> all.computeIfPresent(name, (n, e) -> refused(e, why)));
        refusedBundles.forEach(
                (name, why) -> all.put(name, ModelEntry.failed(name, "", "not installed", why)));
        loaded.now().forEach((name, found) -> all.put(name, found.entry(about(all, name))));
        return List.copyOf(all.values());
    }

    /** What was unloaded comes back when it is wanted, unless its plug-in has gone. */
    private Optional<ModelEntry> unloaded(String name, ModelInstances.Asleep was) {
        String about =
                "unloaded, comes back when it is wanted; "
                        + gaveBack.getOrDefault(name, was.about());
        return family(was.factoryPid()).map(family -> ModelEntry.available(name, family, about));
    }

    private static ModelEntry refused(ModelEntry known, SyrinxException why) {
        return ModelEntry.failed(known.name(), known.family(), known.about(), why);
    }

    private Optional<ModelFamily> family(String factoryPid) {
        return families().stream().filter(f -> f.factoryPid().equals(factoryPid)).findFirst();
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

    /**
     * The families, in a stable order.
     *
     * @return by id
     */
    public List<ModelFamily> families() {
        List<ModelFamily> now = new ArrayList<>(families);
        now.sort(Comparator.comparing(ModelFamily::id));
        Set<String> seen = new HashSet<>();
        // while a plug-in is updated, both versions are there
        now.removeIf(family -> !seen.add(family.id()));
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
        refusals.remove(model);
        if (device == null && loaded.now().containsKey(model)) {
            return model;
        }
        ModelInstances.Asleep was = instances.asleep().get(model);
        if (was != null && family(was.factoryPid()).isPresent()) {
            load(family(was.factoryPid()).get(), model, on(device, was.properties()));
            return model;
        }
        for (ModelFamily family : families()) {
            Optional<SavedConfigurations.Saved> file = saved.of(family.factoryPid(), model);
            if (file.isPresent()) {
                load(family, model, on(device, file.get().properties()));
                return model;
            }
        }
        for (ModelFamily family : families()) {
            if (family.builtIn().containsKey(model)) {
                load(family, model, properties(model, "model.builtin", model, device));
                return model;
            }
        }
        if (loaded.now().containsKey(model) || instances.configuration(model).isPresent()) {
            again(model, device);
            return model;
        }
        if (model.contains("/") || Files.isDirectory(Path.of(model))) {
            return ensureFolder(Path.of(model), device);
        }
        throw unknown(model);
    }

    /** Loads what was loaded from a folder, or failed to be, on another device. */
    private void again(String model, String device) {
        Configuration made =
                instances
                        .configuration(model)
                        .filter(c -> family(c.getFactoryPid()).isPresent())
                        .orElseThrow(
                                () ->
                                        new SyrinxException(
                                                "a model whose device can be chosen",
                                                "\"" + model + "\" was made by no configuration",
                                                "leave --device out"));
        load(
                family(made.getFactoryPid()).orElseThrow(),
                model,
                on(device == null && failed(model) ? "auto" : device, ModelInstances.plain(made)));
    }

    private boolean failed(String model) {
        return !instances.references(ModelFailure.class, model).isEmpty();
    }

    private static Hashtable<String, Object> on(String device, Map<String, Object> properties) {
        Hashtable<String, Object> all = new Hashtable<>(properties);
        if (device != null) {
            all.put(DEVICE, device);
        }
        return all;
    }

    private void load(ModelFamily family, String name, Hashtable<String, Object> properties) {
        instances.load(family, name, properties);
        use.ends(name);
    }

    /**
     * Whoever does not name a device keeps an instance where it is. One that failed is nowhere: the
     * device that somebody else named may be the reason.
     */
    private Hashtable<String, Object> properties(
            String name, String key, String value, String device) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        Object now =
                instances
                        .configuration(name)
                        .filter(c -> !failed(name))
                        .map(c -> c.getProperties().get(DEVICE))
                        .orElse("auto");
        properties.put(DEVICE, device == null ? now : device);
        return properties;
    }

    /**
     * Refuses what could not be loaded whatever it costs, before something else is given up for it.
     *
     * @param model a name of {@link #list()}, or a path
     * @throws SyrinxException if it is not known
     */
    public void check(String model) {
        boolean folder = model.contains("/") || Files.isDirectory(Path.of(model));
        if (folder) {
            Path path = Path.of(model);
            if (!Files.isDirectory(path)
                    || families().stream().noneMatch(f -> f.reject(path).isEmpty())) {
                ensureFolder(path, null); // says why
            }
        } else {
            entry(model);
        }
    }

    /**
     * Takes a model's instance away, so that its memory goes with the last request on it. It comes
     * back when it is wanted.
     *
     * @param model a loaded model
     * @return false if no configuration made it: then it lives as long as its bundle runs
     */
    public boolean free(String model) {
        return instances.free(model);
    }

    /** Lists what the unloading of a model gave back. */
    void remember(String model, String words) {
        gaveBack.put(model, words);
    }

    /**
     * Lists a model as failed although it could be loaded.
     *
     * @param model its name
     * @param why the reason
     */
    public void refuse(String model, SyrinxException why) {
        refusals.put(model, why);
    }

    /**
     * Lists a bundle as failed that was to bring models.
     *
     * @param symbolicName of the bundle
     * @param version of the bundle
     * @param why the reason
     */
    public void refuseBundle(String symbolicName, String version, SyrinxException why) {
        refusedBundles.put(symbolicName + "-" + version, why);
    }

    /**
     * A version of a bundle has been installed or removed: what failed before is of no interest.
     *
     * @param symbolicName of the bundle
     */
    public void acceptBundle(String symbolicName) {
        refusedBundles.keySet().removeIf(label -> label.startsWith(symbolicName + "-"));
    }

    /**
     * The stage of a model.
     *
     * @param role its role
     * @param model its name
     * @return the service, empty if there is none
     */
    public Optional<ServiceReference<?>> reference(Role role, String model) {
        return instances.references(role.service(), model).stream().findFirst();
    }

    /**
     * The configuration of a model's instance, for files.
     *
     * @param model its name
     * @return empty if no configuration made it
     */
    public Optional<Configuration> configuration(String model) {
        return instances.configuration(model);
    }

    @Override
    public void wake(Role role, String target) {
        Optional<Filter> filter = filter(target);
        if (NONE.equals(target) || offered(role, filter)) {
            return;
        }
        for (Map.Entry<String, ModelInstances.Asleep> was : instances.asleep().entrySet()) {
            if (was.getValue().wakes(was.getKey(), role, filter)) {
                ensure(was.getKey(), null);
                if (filter.isEmpty()) {
                    return; // any one will do
                }
            }
        }
    }

    /** Empty for targets that take any stage, and for what is no filter. */
    private static Optional<Filter> filter(String target) {
        try {
            return Optional.of(FrameworkUtil.createFilter(target));
        } catch (InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    private boolean offered(Role role, Optional<Filter> filter) {
        try {
            return context.getServiceReferences(
                            role.service().getName(), filter.map(Filter::toString).orElse(null))
                    != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void begins(String model) {
        use.begins(model);
    }

    @Override
    public void ends(String model) {
        use.ends(model);
    }

    /**
     * Loaded models that nobody has used for a time.
     *
     * @param nanos how long
     * @return names
     */
    public List<String> unusedFor(long nanos) {
        return loaded.now().keySet().stream()
                .filter(name -> use.unusedFor(name, nanos))
                .collect(Collectors.toList());
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
                refusals.remove(name);
                load(family, name, properties(name, "model.dir", folder.toString(), device));
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
}
