package org.syrinx.compare.internal.run;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.syrinx.api.ProvideModel;
import org.syrinx.corpus.format.Sha256;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.metric.Embedding;
import org.syrinx.eval.metric.Metric;

/**
 * What ran: the bundles with version and digest, Java, the machine. Part of every manifest.
 *
 * @param bundles of this project, and others that bring models or measure, by name
 * @param measuring names of those that bring metrics, recognisers or embeddings
 * @param java vendor and version
 * @param machine operating system, architecture, processors
 * @param engine the tensor engine, as it describes itself
 */
public record Installation(
        Map<String, BundleFacts> bundles,
        Set<String> measuring,
        String java,
        String machine,
        String engine) {
    /** Bundles of ours whose code is in every figure. */
    private static final List<String> MEASURE =
            List.of("api", "engine", "nn", "audio", "text", "corpus", "eval").stream()
                    .map(n -> "org.syrinx." + n)
                    .toList();

    /** Bundles that take part in everything that any pipeline says. */
    private static final List<String> COMMON =
            List.of("api", "engine", "nn", "audio", "text", "launcher").stream()
                    .map(n -> "org.syrinx." + n)
                    .toList();

    /**
     * One bundle.
     *
     * @param version from its manifest
     * @param digest SHA-256 of its jar; where that cannot be read, the time of its last change
     * @param families of models that it brings
     */
    public record BundleFacts(String version, String digest, List<String> families) {}

    /**
     * Looks.
     *
     * @param context of any bundle
     * @param engine description of the engine
     * @return what runs
     */
    public static Installation of(BundleContext context, String engine) {
        Map<String, BundleFacts> bundles = new TreeMap<>();
        Set<String> measuring = measuring(context);
        for (Bundle b : context.getBundles()) {
            String name = b.getSymbolicName();
            List<String> families = families(b);
            boolean ours = name != null && name.startsWith("org.syrinx.");
            boolean counts = ours || !families.isEmpty() || measuring.contains(name);
            if (b.getState() == Bundle.ACTIVE && counts) {
                bundles.put(name, new BundleFacts(b.getVersion().toString(), digest(b), families));
            }
        }
        return new Installation(
                bundles,
                measuring,
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch")
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors",
                // where the natives lie is a matter of this machine
                engine.replaceFirst(", natives in .*", ""));
    }

    private static Set<String> measuring(BundleContext context) {
        Set<String> names = new TreeSet<>();
        try {
            for (Class<?> c : List.of(Metric.class, Recogniser.class, Embedding.class)) {
                ServiceReference<?>[] found = context.getAllServiceReferences(c.getName(), null);
                for (ServiceReference<?> ref : found == null ? new ServiceReference<?>[0] : found) {
                    if (ref.getBundle() != null) { // null if it is gone this moment
                        names.add(ref.getBundle().getSymbolicName());
                    }
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
        return names;
    }

    private static List<String> families(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredCapabilities(ProvideModel.NAMESPACE).stream()
                        .map(c -> String.valueOf(c.getAttributes().get(ProvideModel.NAMESPACE)))
                        .sorted()
                        .toList();
    }

    /**
     * What tells one build of a bundle from another.
     *
     * @param bundle any
     * @return digest of its jar, or the time of its last change
     */
    public static String digest(Bundle bundle) {
        try {
            URI uri = URI.create(bundle.getLocation().replaceFirst("^reference:", ""));
            if ("file".equals(uri.getScheme())) {
                Path jar = Path.of(uri);
                if (Files.isRegularFile(jar)) {
                    return "sha256:" + Sha256.of(Files.readAllBytes(jar));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // no file that can be read: what follows tells at least when it was changed
        }
        return "changed:" + bundle.getLastModified();
    }

    /**
     * What decides the sound besides models and prompts: the code that makes it.
     *
     * @param families of the stages that speak
     * @return a digest of the bundles that take part
     */
    public String code(Collection<String> families) {
        List<String> parts = new ArrayList<>();
        bundles.forEach(
                (name, facts) -> {
                    if (COMMON.contains(name)
                            || facts.families().stream().anyMatch(families::contains)) {
                        parts.add(name + " " + facts.version() + " " + facts.digest());
                    }
                });
        return Sha256.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What decides the figures besides sounds and settings: the code that measures.
     *
     * @return a digest of the bundles that take part
     */
    String measuringCode() {
        StringBuilder parts = new StringBuilder();
        bundles.forEach(
                (name, facts) -> {
                    if (MEASURE.contains(name) || measuring.contains(name)) {
                        parts.append(name).append(' ').append(facts.digest()).append('\n');
                    }
                });
        return Sha256.of(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    Map<String, Object> toJson() {
        Map<String, Object> out = new LinkedHashMap<>();
        Map<String, Object> all = new LinkedHashMap<>();
        bundles.forEach(
                (name, facts) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("version", facts.version());
                    one.put("digest", facts.digest());
                    all.put(name, one);
                });
        out.put("bundles", all);
        out.put("java", java);
        out.put("machine", machine);
        out.put("engine", engine);
        return out;
    }
}
