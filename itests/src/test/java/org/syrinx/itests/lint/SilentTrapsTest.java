package org.syrinx.itests.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads the class files of every module that computes with tensors and fails on the calls that
 * corrupt or cut gradients without a word, that leak, or that open a model folder with code in it.
 * Each has a safe counterpart in {@code org.syrinx.nn}.
 */
class SilentTrapsTest {
    private static final List<String> MODULES =
            List.of(
                    "nn",
                    "training",
                    "plugin-vits",
                    "plugin-mel",
                    "plugin-hifigan",
                    "plugin-editing",
                    "corpus",
                    "eval",
                    "eval-sphinx4",
                    "eval-speaker",
                    "launcher",
                    "text",
                    "audio");

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
            Set.of("toType", "toDevice", "toSparse", "toDense", "scaleGradient");

    /** Where a call is right, with the reason. */
    private static final List<Allowed> ALLOWED =
            List.of(
                    new Allowed(
                            "org/syrinx/nn/tensor/", "toDevice", "moves data that has no gradient"),
                    new Allowed(
                            "org/syrinx/nn/internal/",
                            "newBaseManager",
                            "the backend hands out managers"));

    private record Allowed(String inPackage, String method, String reason) {}

    @Test
    void noModelCodeUsesACallThatCorruptsOrCutsGradients() throws IOException {
        List<String> found = new ArrayList<>();
        int classes = 0;
        for (String module : MODULES) {
            Path root = Path.of("..", module, "target", "classes", "org", "syrinx");
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                    scan(Files.readAllBytes(file), found);
                    classes++;
                }
            }
        }
        assertTrue(
                classes > 100,
                "only " + classes + " classes were read: build the other modules first");
        assertEquals(List.of(), found, String.join("\n", found));
    }

    @Test
    void theLintFindsEachTrap() throws IOException {
        List<String> found = new ArrayList<>();
        try (var in = SilentTrapsTest.class.getResourceAsStream("Traps.class")) {
            scan(in.readAllBytes(), found);
        }
        Set<String> names = new TreeSet<>();
        found.forEach(f -> names.add(f.substring(f.lastIndexOf(' ') + 1)));
        assertEquals(
                Set.of(
                        "NDArray.mul(Number)",
                        "NDArray.pow(Number)",
                        "NDArray.toType",
                        "NDArray.scaleGradient",
                        "Activation.swish",
                        "Loss.l2Loss",
                        "Criteria.builder",
                        "AdamW$Builder.optClipGrad",
                        "Engine.newGradientCollector"),
                names);
    }

    private static void scan(byte[] bytes, List<String> found) {
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
                                String trap = trap(owner, name, type);
                                if (trap != null && !allowed(in, name)) {
                                    found.add(in + "." + method + " calls " + trap);
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private static boolean allowed(String in, String method) {
        return ALLOWED.stream()
                .anyMatch(a -> in.startsWith(a.inPackage()) && a.method().equals(method));
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
