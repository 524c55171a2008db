package org.syrinx.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The pipelines of the framework by name, for commands that work with several. One service,
 * provided by the launcher; thread-safe.
 */
@ProviderType
public interface Pipelines {
    /**
     * What {@link #open} can be asked for.
     *
     * @return configured pipelines first, then the models that would be made on demand; sorted
     *     within each
     */
    List<String> names();

    /**
     * Opens a pipeline: a configured one, or the one of a model instance or of a model that a
     * bundle carries, which is then made. Blocks until it can serve.
     *
     * @param name one of {@link #names()}
     * @return the pipeline
     * @throws SyrinxException if there is none of that name (the message lists them), or if it
     *     cannot serve (with the reason)
     */
    Pipeline open(String name);

    /**
     * Opens the pipeline of a model folder: the family that accepts the folder makes an instance,
     * and its own stages are wired. Blocks until it can serve.
     *
     * @param folder an existing model folder
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
     * @return the pipeline
     * @throws SyrinxException if no installed family accepts the folder (with each family's
     *     reason), or if the model cannot be loaded
     */
    Pipeline openFolder(Path folder, String device);

    /**
     * Opens the pipeline of a model folder of a family that ends in a latent, with the vocoder of
     * another model. Blocks until it can serve.
     *
     * @param folder an existing model folder
     * @param device {@code auto}, {@code cpu}, {@code gpu0} ...
     * @param vocoder a model with a vocoder, made if it is not there
     * @return the pipeline
     * @throws LatentMismatchException if the vocoder wants another latent, with every field
     * @throws SyrinxException if no installed family accepts the folder, or a model cannot be
     *     loaded
     */
    Pipeline openFolder(Path folder, String device, String vocoder);

    /**
     * The roles that a pipeline or a model has. A model is made if it is not there; one without an
     * encoder or a vocoder is no pipeline of its own, but {@link #variant} can complete it.
     *
     * @param name one of {@link #names()}, or any model
     * @return its roles, at least one
     * @throws SyrinxException if there is neither a pipeline nor a model of that name, or if it
     *     cannot be loaded
     */
    Set<Role> roles(String name);

    /**
     * Opens a pipeline like another one, with the stage of one role replaced and every other stage
     * held. The other pipeline is not changed. Blocks until it can serve.
     *
     * @param name one of {@link #names()}: the pipeline that is varied; or a model that is no
     *     pipeline only because it lacks this role
     * @param role the role that is varied
     * @param model a model with that role, made if it is not there
     * @return the variant, a pipeline of its own
     * @throws LatentMismatchException if the stage does not fit the others, with every field
     * @throws SyrinxException if there is no such pipeline or model, or the model lacks the role
     */
    Pipeline variant(String name, Role role, String model);

    /**
     * One stage of a model, which is made if it is not there. For work below a whole pipeline, such
     * as copy synthesis.
     *
     * @param role the role
     * @param model the name of a model
     * @return the stage; the caller takes a {@linkplain Stage#lease lease} while it uses it
     * @throws SyrinxException if there is no such model, it cannot be loaded, or it lacks the role
     */
    Stage stage(Role role, String model);
}
