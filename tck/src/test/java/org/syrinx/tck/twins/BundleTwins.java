package org.syrinx.tck.twins;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.syrinx.tck.bundles.FreesUnderALease;
import org.syrinx.tck.bundles.Good;
import org.syrinx.tck.bundles.GoodFamily;
import org.syrinx.tck.bundles.GoodInstance;
import org.syrinx.tck.bundles.LeavesAThread;
import org.syrinx.tck.bundles.LeavesWeights;
import org.syrinx.tck.bundles.NotWhatItWas;
import org.syrinx.tck.bundles.OtherName;
import org.syrinx.tck.bundles.SilentInstance;
import org.syrinx.tck.bundles.TakesAnything;
import org.syrinx.tck.bundles.TooEarly;
import org.syrinx.tck.bundles.UndeclaredRole;

/** One broken bundle for each clause about bundles and families, made by bnd as anyone's is. */
final class BundleTwins {
    private static final File CLASSES = new File("target/test-classes");

    private BundleTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        stages().forEach(
                        (clause, component) ->
                                all.add(
                                        bundle(
                                                clause,
                                                Subjects.OfBundle.class,
                                                Map.of(),
                                                component)));
        all.add(
                bundle(
                        "B-3",
                        Subjects.OfBundle.class,
                        Map.of("Export-Package", "org.syrinx.tck.bundles.internal"),
                        Good.class));
        all.add(
                bundle(
                        "B-4",
                        Subjects.OfBundle.class,
                        Map.of("Import-Package", "org.syrinx.api;version=0.1,*"),
                        Good.class));
        all.add(
                bundle(
                        "F-1",
                        Subjects.OfFamily.class,
                        Map.of(),
                        TakesAnything.class,
                        GoodInstance.class));
        all.add(
                bundle(
                        "F-2",
                        Subjects.OfFamily.class,
                        Map.of(),
                        GoodFamily.class,
                        SilentInstance.class));
        return all;
    }

    private static Map<String, Class<?>> stages() {
        return Map.of(
                "B-1", UndeclaredRole.class,
                "B-2", OtherName.class,
                "B-5", TooEarly.class,
                "B-6", FreesUnderALease.class,
                "B-7", NotWhatItWas.class,
                "B-8", LeavesAThread.class,
                "B-9", LeavesWeights.class);
    }

    static Twin good() {
        return bundle("good", Subjects.OfBundle.class, Map.of(), Good.class);
    }

    static Twin goodFamily() {
        return bundle(
                "good family",
                Subjects.OfFamily.class,
                Map.of(),
                GoodFamily.class,
                GoodInstance.class);
    }

    private static Twin bundle(
            String clause, Class<?> contract, Map<String, String> headers, Class<?>... components) {
        return new Twin(
                clause,
                contract,
                () -> {
                    build(headers, components);
                    return null;
                });
    }

    private static void build(Map<String, String> headers, Class<?>... components) {
        String names =
                Arrays.stream(components).map(Class::getName).collect(Collectors.joining(","));
        try (Builder builder = new Builder()) {
            builder.addClasspath(CLASSES);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (entry.matches(
                        ".*org\\.syrinx\\.(api|engine).*|.*(api|engine).target.classes")) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", "org.syrinx.tck.twin");
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty(
                    "Private-Package", "org.syrinx.tck.bundles,org.syrinx.tck.samples.hum");
            builder.setProperty("-noimportjava", "true");
            // of all the classes in the package only these are components and say what there is
            builder.setProperty("-dsannotations", names);
            builder.setProperty("-bundleannotations", names);
            headers.forEach(builder::setProperty);
            File file = new File(Subjects.BUNDLE);
            file.getParentFile().mkdirs();
            try (Jar jar = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new AssertionError("bnd: " + builder.getErrors());
                }
                jar.write(file);
            }
        } catch (AssertionError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the twin cannot be built: " + e, e);
        }
    }
}
