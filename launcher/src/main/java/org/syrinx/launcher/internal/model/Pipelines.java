package org.syrinx.launcher.internal.model;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.EnumMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
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
import org.syrinx.api.Pipeline;
import org.syrinx.api.Role;
import org.syrinx.api.Stage;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.SyrinxModel;
import org.syrinx.launcher.internal.pipeline.PipelineComponent;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;
import org.syrinx.launcher.internal.pipeline.Trial;

/** Pipelines as factory configurations: makes, changes, finds and waits for them. Thread-safe. */
@Component(service = Pipelines.class)
public final class Pipelines {
    /** The roles that a pipeline wires, in the order of the sound's way. */
    public static final List<Role> WIRED =
            List.of(Role.ENCODER, Role.LATENTSPACE, Role.DENOISER, Role.VOCODER);

    private static final Duration WIRING = Duration.ofSeconds(20);
    private static final String NONE = "none";

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Models models;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<PipelineStatus> statuses;

    /**
     * Creates the service.
     *
     * @param context of the launcher
     * @param admin takes the configurations
     * @param models the model instances
     */
    @Activate
    public Pipelines(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference Models models) {
        this.context = context;
        this.admin = admin;
        this.models = models;
    }

    /**
     * Every configured pipeline, whether it can speak or not.
     *
     * @return by name
     */
    public List<PipelineStatus> list() {
        return statuses.stream().sorted(Comparator.comparing(PipelineStatus::name)).toList();
    }

    /**
     * The pipeline of one model: every role from that model. Made if it is not there.
     *
     * @param model a loaded model
     * @return the pipeline, ready to speak
     * @throws SyrinxException if the model alone is not a pipeline, or its stages do not fit
     */
    public Pipeline ofModel(String model) {
        ModelEntry entry = models.entry(model);
        for (Role role : List.of(Role.ENCODER, Role.VOCODER)) {
            if (!entry.roles().contains(role)) {
                throw new SyrinxException(
                        "a model with an encoder and a vocoder",
                        "\""
                                + model
                                + "\" has only "
                                + entry.roles().stream().map(Role::key).toList(),
                        "wire a pipeline with the " + role.key() + " of another model");
            }
        }
        wire(model, rolesOf(model));
        return await(model);
    }

    /**
     * Makes or changes a pipeline.
     *
     * @param name its name
     * @param stages role to model name, or to {@code none}; roles that are not named stay as they
     *     are
     * @throws SyrinxException if a new pipeline lacks an encoder or a vocoder
     */
    public void wire(String name, Map<Role, String> stages) {
        Hashtable<String, Object> properties = existing(name);
        stages.forEach(
                (role, model) -> {
                    properties.remove(role.key());
                    properties.remove(role.key() + ".target");
                    if (NONE.equals(model)) {
                        properties.put(role.key(), NONE);
                    } else {
                        properties.put(role.key() + ".target", target(model));
                    }
                });
        for (Role role : List.of(Role.ENCODER, Role.VOCODER)) {
            if (!properties.containsKey(role.key() + ".target")) {
                throw unnamed(name, role);
            }
        }
        for (Role role : List.of(Role.LATENTSPACE, Role.DENOISER)) {
            if (!properties.containsKey(role.key() + ".target")) {
                properties.put(role.key(), NONE);
            }
        }
        configure(name, properties);
    }

    /**
     * A configured pipeline.
     *
     * @param name its name
     * @return its status
     * @throws SyrinxException if there is none; the message lists the names
     */
    public PipelineStatus require(String name) {
        return status(name).orElseThrow(() -> unknown(name));
    }

    /**
     * The stages that a pipeline's targets find now, whether they fit or not.
     *
     * @param status of the pipeline
     * @return role to service
     */
    public Map<Role, ServiceReference<?>> configured(PipelineStatus status) {
        Map<Role, ServiceReference<?>> found = new EnumMap<>(Role.class);
        status.targets()
                .forEach(
                        (role, filter) -> {
                            if (!NONE.equals(filter)) {
                                reference(role, filter).ifPresent(ref -> found.put(role, ref));
                            }
                        });
        return found;
    }

    /**
     * The pipeline of one model with the vocoder of another. Made if it is not there, and named
     * after both.
     *
     * @param model a loaded model
     * @param vocoder a loaded model
     * @return the pipeline, ready to speak
     * @throws SyrinxException if a role is missing, or the stages do not fit
     */
    public Pipeline withVocoder(String model, String vocoder) {
        Map<Role, String> stages = new EnumMap<>(rolesOf(model));
        stages.put(Role.VOCODER, vocoder);
        String name = model + "+" + vocoder;
        wire(name, stages);
        return await(name);
    }

    /**
     * Makes or changes a pipeline and waits until it speaks so. Where one exists, the stages speak
     * a word to nobody first: if they do not fit, or cannot speak, nothing changes. A new one whose
     * stages do not fit is listed with the reason.
     *
     * @param name its name
     * @param stages role to the name of a loaded model, or to {@code none}; roles that are not
     *     named stay as they are
     * @return the pipeline, ready to speak
     * @throws SyrinxException if a model lacks the role, or the stages do not fit or cannot speak
     */
    public Pipeline rewire(String name, Map<Role, String> stages) {
        Map<Role, ServiceReference<?>> wanted = new EnumMap<>(Role.class);
        status(name).ifPresent(status -> wanted.putAll(configured(status)));
        stages.forEach(
                (role, model) -> {
                    wanted.remove(role);
                    if (!NONE.equals(model)) {
                        wanted.put(
                                role,
                                reference(role, target(model))
                                        .orElseThrow(() -> lacking(role, model)));
                    }
                });
        status(name)
                .filter(status -> !wanted.equals(status.references()))
                .filter(status -> wanted.keySet().containsAll(List.of(Role.ENCODER, Role.VOCODER)))
                .ifPresent(status -> Trial.of(context, name, wanted, status.silence()));
        wire(name, stages);
        Pipeline pipeline = await(name);
        require(name).awaitWiring(wanted::equals, WIRING);
        return pipeline;
    }

    /**
     * A pipeline like another one, with one stage replaced; the other is left as it is.
     *
     * @param name a configured pipeline that can speak
     * @param role the role of the stage
     * @param model a loaded model
     * @return the variant, ready to speak
     * @throws SyrinxException if the model lacks the role, or the stage does not fit
     */
    public Pipeline variant(String name, Role role, String model) {
        Map<Role, String> stages = new EnumMap<>(Role.class);
        WIRED.forEach(r -> stages.put(r, NONE));
        require(name).bound().forEach((r, info) -> stages.put(r, info.model()));
        return varied(name, stages, role, model);
    }

    /**
     * A pipeline of one model and a role that it lacks.
     *
     * @param base a loaded model without the role
     * @param role the role
     * @param model a loaded model that takes it
     * @return the pipeline, named like a variant, ready to speak
     * @throws SyrinxException if the model lacks the role, a stage does not fit, or the two are
     *     still no pipeline
     */
    public Pipeline completed(String base, Role role, String model) {
        return varied(base, rolesOf(base), role, model);
    }

    private Pipeline varied(String name, Map<Role, String> stages, Role role, String model) {
        Map<Role, String> with = new EnumMap<>(stages);
        with.put(role, model);
        return rewire(name + "+" + role.key() + "-" + model, with);
    }

    /**
     * One stage of a model.
     *
     * @param role its role
     * @param model a loaded model
     * @return the stage
     * @throws SyrinxException if the model lacks the role
     */
    public Stage stage(Role role, String model) {
        return reference(role, target(model))
                .map(ref -> (Stage) context.getService(ref))
                .orElseThrow(() -> lacking(role, model));
    }

    static SyrinxException unnamed(String pipeline, Role role) {
        return new SyrinxException(
                "an encoder and a vocoder for the pipeline \"" + pipeline + "\"",
                "the " + role.key() + " is not named",
                "name a model for it");
    }

    static SyrinxException lacking(Role role, String model) {
        return new SyrinxException(
                "a loaded model with a " + role.key(),
                "\"" + model + "\" has none",
                "look at ./syrinx models");
    }

    private Optional<ServiceReference<?>> reference(Role role, String filter) {
        try {
            ServiceReference<?>[] found =
                    context.getServiceReferences(
                            role.service().getName(), filter.equals("(any)") ? null : filter);
            return found == null
                    ? Optional.empty()
                    : Arrays.stream(found).max(ServiceReference::compareTo).map(ref -> ref);
        } catch (InvalidSyntaxException e) {
            throw new SyrinxException(
                    "an OSGi filter for " + role.key() + ".target",
                    "\"" + filter + "\"",
                    "correct the configuration");
        }
    }

    /**
     * Which roles a pipeline of one model takes from it.
     *
     * @param model a loaded model
     * @return role to the model, or to {@code none}
     */
    public Map<Role, String> rolesOf(String model) {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        Set<Role> has = models.entry(model).roles();
        for (Role role : WIRED) {
            roles.put(role, has.contains(role) ? model : NONE);
        }
        return roles;
    }

    /**
     * Waits for a pipeline to be able to speak.
     *
     * @param name a configured pipeline
     * @return the service
     * @throws SyrinxException if there is no such pipeline, or it cannot speak: its own reason
     */
    public Pipeline await(String name) {
        Optional<Pipeline> found =
                ServiceAwait.until(
                        context,
                        WIRING,
                        () -> {
                            // the service can be there a moment before its status is
                            Optional<Pipeline> now =
                                    status(name).isPresent() ? find(name) : Optional.empty();
                            if (now.isEmpty()) {
                                status(name)
                                        .filter(PipelineStatus::refused)
                                        .flatMap(PipelineStatus::problem)
                                        .ifPresent(
                                                why -> {
                                                    throw why;
                                                });
                            }
                            return now;
                        });
        return found.orElseThrow(
                () -> status(name).flatMap(PipelineStatus::problem).orElseGet(() -> unknown(name)));
    }

    /**
     * A pipeline that can speak now.
     *
     * @param name its name
     * @return the service
     */
    public Optional<Pipeline> find(String name) {
        try {
            return context
                    .getServiceReferences(
                            Pipeline.class, "(" + PipelineComponent.NAME + "=" + name + ")")
                    .stream()
                    .findFirst()
                    .map(this::service);
        } catch (InvalidSyntaxException e) {
            throw unknown(name);
        }
    }

    private Pipeline service(ServiceReference<Pipeline> ref) {
        return context.getService(ref);
    }

    /**
     * Whether a pipeline of this name is configured.
     *
     * @param name its name
     * @return its status, or empty
     */
    public Optional<PipelineStatus> status(String name) {
        return statuses.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private SyrinxException unknown(String name) {
        List<String> known = list().stream().map(PipelineStatus::name).toList();
        return new SyrinxException(
                known.isEmpty() ? "a configured pipeline" : "one of " + String.join(", ", known),
                "there is no pipeline \"" + name + "\"",
                "look at ./syrinx pipelines, or wire one with ./syrinx swap in the shell");
    }

    private static String target(String model) {
        return "(" + SyrinxModel.MODEL + "=" + model + ")";
    }

    /** The properties of a pipeline's configuration; empty if there is none. */
    Hashtable<String, Object> existing(String name) {
        Hashtable<String, Object> properties = new Hashtable<>();
        try {
            Configuration[] found =
                    admin.listConfigurations(
                            "(service.pid=" + PipelineComponent.PID + "~" + name + ")");
            if (found != null) {
                Dictionary<String, Object> old = found[0].getProperties();
                for (String key : Collections.list(old.keys())) {
                    properties.put(key, old.get(key));
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }

    /** Makes or changes the configuration of a pipeline. */
    void configure(String name, Hashtable<String, Object> properties) {
        try {
            admin.getFactoryConfiguration(PipelineComponent.PID, name, "?")
                    .updateIfDifferent(properties);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a place for the configuration of the pipeline \"" + name + "\"",
                    "it cannot be written: " + e.getMessage(),
                    "check permissions and disk space",
                    e);
        }
    }
}
