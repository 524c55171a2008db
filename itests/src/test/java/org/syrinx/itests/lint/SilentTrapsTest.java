package org.syrinx.itests.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads the class files of every module and fails on the calls that corrupt or cut gradients
 * without a word, that leak, or that open a model folder with code in it. Each has a safe
 * counterpart in {@code org.syrinx.nn}.
 */
class SilentTrapsTest {
    private static final Path ROOT = Path.of("..");

    /**
     * NDArray methods that make a scalar over a Java buffer, which autograd may read after it has
     * been freed.
     */
    private static final Set<String> NUMBER_ARITHMETIC =
            Set.of(
                    "mul", "muli", "div", "divi", "pow", "powi", "mod", "modi", "maximum",
                    "minimum");

    /** NDArray methods that run without gradient and so cut the graph. */
    private static final Set<String> GRAPH_CUTTERS =
            Set.of("toType", "toDevice", "toSparse", "toDense", "scaleGradient", "duplicate");

    /** Where a call is right, with the reason. One that nobody needs any longer fails the test. */
    private static final List<Allowed> ALLOWED =
            List.of(
                    new Allowed(
                            "org/syrinx/api/FiniteCheck", "toType", "reads values, gives no array"),
                    new Allowed(
                            "org/syrinx/nn/Tensors", "duplicate", "copies Java memory: no graph"),
                    new Allowed(
                            "org/syrinx/training/HostBuffer",
                            "duplicate",
                            "copies Java memory: no graph"),
                    new Allowed(
                            "org/syrinx/tck/internal/Values",
                            "duplicate",
                            "copies Java memory: no graph"),
                    new Allowed(
                            "org/syrinx/baselines/internal/ProgramEncoder",
                            "duplicate",
                            "copies Java memory: no graph"),
                    new Allowed(
                            "org/syrinx/plugin/mel/internal/MelLatentSpace",
                            "duplicate",
                            "copies Java memory: no graph"),
                    new Allowed(
                            "org/syrinx/plugin/editing/internal/edits/PreparedEdits",
                            "duplicate",
                            "a conditioning that was prepared for speaking has no graph"),
                    new Allowed(
                            "org/syrinx/nn/optim/Ema",
                            "duplicate",
                            "an average is apart from what it averages"));

    private record Allowed(String in, String method, String reason) {
        boolean holds(String in, String method) {
            // nested classes and lambdas' holders too
            String outer = in.contains("$") ? in.substring(0, in.indexOf('$')) : in;
            return this.in.equals(outer) && this.method.equals(method);
        }
    }

    @Test
    void noCodeUsesACallThatCorruptsOrCutsGradients() throws Exception {
        List<String> found = new ArrayList<>();
        Set<Allowed> needed = new HashSet<>();
        List<String> notBuilt = new ArrayList<>();
        for (String module : modules()) {
            if (!Files.isDirectory(ROOT.resolve(module).resolve("src/main/java"))) {
                continue;
            }
            Path classes = ROOT.resolve(module).resolve("target/classes");
            if (!Files.isDirectory(classes)) {
                notBuilt.add(module);
                continue;
            }
            // ours alone: some bundles have classes of other works beside them
            try (Stream<Path> files = Files.walk(classes.resolve("org/syrinx"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                    scan(Files.readAllBytes(file), found, needed);
                }
            }
        }
        assertEquals(List.of(), notBuilt, "build these modules first: nothing is left unread");
        assertEquals(List.of(), found, String.join("\n", found));
        assertEquals(Set.copyOf(ALLOWED), needed, "an allowance that no class needs");
    }

    @Test
    void theModulesAreThoseOfTheBuild() throws Exception {
        assertTrue(
                modules()
                        .containsAll(
                                List.of(
                                        "nn",
                                        "plugin-vits",
                                        "plugin-gradtts",
                                        "compare",
                                        "itests")),
                modules().toString());
    }

    /**
     * The modules of the root pom.xml that every build has; those of profiles are not among them.
     */
    private static List<String> modules() throws Exception {
        Element project =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(ROOT.resolve("pom.xml").toFile())
                        .getDocumentElement();
        List<String> names = new ArrayList<>();
        for (Element modules : children(project, "modules")) {
            children(modules, "module").forEach(m -> names.add(m.getTextContent().strip()));
        }
        return names;
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = of.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                found.add(e);
            }
        }
        return found;
    }

    @Test
    void theLintFindsEachTrap() throws IOException {
        List<String> found = new ArrayList<>();
        try (var in = SilentTrapsTest.class.getResourceAsStream("Traps.class")) {
            scan(in.readAllBytes(), found, new HashSet<>());
        }
        Set<String> names = new TreeSet<>();
        found.forEach(f -> names.add(f.substring(f.lastIndexOf(' ') + 1)));
        assertEquals(
                Set.of(
                        "NDArray.mul(Number)",
                        "NDArray.pow(Number)",
                        "NDArray.toType",
                        "NDArray.scaleGradient",
                        "NDArray.duplicate",
                        "NDArray.toDevice",
                        "Activation.swish",
                        "Loss.l2Loss",
                        "Criteria.builder",
                        "AdamW$Builder.optClipGrad",
                        "Engine.newGradientCollector"),
                names);
    }

    private static void scan(byte[] bytes, List<String> found, Set<Allowed> needed) {
        ClassReader reader = new ClassReader(bytes);
        String in = reader.getClassName();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String method,
                            String descriptor,
                            String signature,
                            String[] exceptions) {
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode,
                                    String owner,
                                    String name,
                                    String type,
                                    boolean isInterface) {
                                use(owner, name, type);
                            }

                            /** A method reference is a handle among the arguments. */
                            @Override
                            public void visitInvokeDynamicInsn(
                                    String name, String type, Handle bootstrap, Object... given) {
                                for (Object argument : given) {
                                    if (argument instanceof Handle h) {
                                        use(h.getOwner(), h.getName(), h.getDesc());
                                    }
                                }
                            }

                            private void use(String owner, String name, String type) {
                                String trap = trap(owner, name, type);
                                if (trap == null) {
                                    return;
                                }
                                Optional<Allowed> allowance =
                                        ALLOWED.stream().filter(a -> a.holds(in, name)).findFirst();
                                allowance.ifPresent(needed::add);
                                if (allowance.isEmpty()) {
                                    found.add(in + "." + method + " calls " + trap);
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private static String trap(String owner, String name, String type) {
        String simple = owner.substring(owner.lastIndexOf('/') + 1);
        boolean array =
                simple.equals("NDArray") || simple.equals("PtNDArray") || simple.equals("NDArrays");
        if (array
                && NUMBER_ARITHMETIC.contains(name)
                && type.contains("Ljava/lang/Number;")
                && !(simple.equals("NDArrays") && type.startsWith("(Ljava/lang/Number;"))) {
            return "NDArray." + name + "(Number)";
        }
        if (array && GRAPH_CUTTERS.contains(name)) {
            return "NDArray." + name;
        }
        boolean trap =
                owner.equals("ai/djl/nn/Activation")
                                && Set.of("swish", "mish", "swishBlock", "mishBlock").contains(name)
                        || owner.startsWith("ai/djl/ndarray/internal/NDArrayEx")
                                && name.equals("mish")
                        || owner.startsWith("ai/djl/training/loss/")
                        || name.equals("optClipGrad")
                        || owner.startsWith("ai/djl/repository/zoo/")
                        || name.equals("newGradientCollector");
        return trap ? simple + "." + name : null;
    }
}
