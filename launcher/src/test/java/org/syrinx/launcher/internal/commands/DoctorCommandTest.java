package org.syrinx.launcher.internal.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.syrinx.api.Diagnostic;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.command.CommandResult;

class DoctorCommandTest {
    @TempDir Path folder;
    private String natives;
    private int state = Bundle.ACTIVE;

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        DoctorCommandTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            if (!answers.containsKey(method.getName())) {
                                return null;
                            }
                            return answers.get(method.getName());
                        }));
    }

    private CommandResult run(Diagnostic... diagnostics) {
        Bundle bundle =
                fake(
                        Bundle.class,
                        Map.of(
                                "getState",
                                state,
                                "getSymbolicName",
                                "com.example.voice",
                                "getVersion",
                                new Version(2, 1, 0)));
        Map<String, Object> answers = new HashMap<>();
        answers.put("getBundles", new Bundle[] {bundle});
        answers.put("getProperty", natives);
        return new DoctorCommand(fake(BundleContext.class, answers), List.of(diagnostics))
                .run(FakeIo.in(folder));
    }

    private record Says(String area, List<Finding> examine) implements Diagnostic {}

    @Test
    void aHealthyHouseExits0() {
        natives = folder.toString();
        CommandResult result =
                run(
                        new Says(
                                "engine",
                                List.of(
                                        new Diagnostic.Finding(
                                                Diagnostic.Level.OK, "PyTorch", "2.7.1"))));
        assertEquals(0, result.exitCode(), result.toText());
        assertTrue(result.toText().contains("ok  PyTorch"), result.toText());
        assertTrue(result.toText().endsWith("healthy: 0 errors, 0 warnings"), result.toText());
        assertEquals(true, result.toJson().get("healthy"));
    }

    @Test
    void aBundleThatDoesNotRunIsNamedAndExits1() {
        natives = folder.toString();
        state = Bundle.INSTALLED;
        CommandResult result = run();
        assertEquals(1, result.exitCode());
        assertTrue(
                result.toText().contains("com.example.voice 2.1.0 is not running"),
                result.toText());
        assertTrue(result.toText().endsWith("something is wrong: 1 error, 0 warnings"));
    }

    @Test
    void missingNativesAreAnErrorThatSaysWhatToDo() {
        natives = folder.resolve("gone").toString();
        CommandResult result = run();
        assertEquals(1, result.exitCode());
        assertTrue(result.toText().contains("delete launcher/target"), result.toText());
    }

    @Test
    void nativesThatNobodyNamedAreAWarning() {
        CommandResult result = run();
        assertEquals(0, result.exitCode());
        assertTrue(result.toText().endsWith("healthy: 0 errors, 1 warning"), result.toText());
    }

    @Test
    void memoryIsToldForEveryDeviceAndOnlyAsFarAsItIsKnown() {
        long mib = 1 << 20;
        assertEquals(
                "heap 40 of 768 MiB, native 300 MiB, 900 MiB resident (at most 1100), gpu0 500 MiB,"
                        + " gpu1 7 MiB",
                EngineDiagnostic.text(
                        new MemoryReport(
                                40 * mib,
                                768 * mib,
                                900 * mib,
                                1100 * mib,
                                Map.of("gpu1", 7 * mib, "gpu0", 500 * mib),
                                300 * mib)));
        assertEquals(
                "heap 40 of 768 MiB",
                EngineDiagnostic.text(new MemoryReport(40 * mib, 768 * mib, -1, -1, Map.of())));
    }

    @Test
    void anExaminationThatFailsItselfIsAFindingAndStopsNoOther() {
        natives = folder.toString();
        Diagnostic broken =
                new Diagnostic() {
                    @Override
                    public String area() {
                        return "stranger";
                    }

                    @Override
                    public List<Finding> examine() {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }
                };
        Diagnostic fine =
                new Says(
                        "models",
                        List.of(new Diagnostic.Finding(Diagnostic.Level.OK, "default", "there")));
        CommandResult result = run(broken, fine);
        assertEquals(1, result.exitCode());
        assertTrue(result.toText().contains("com/example/Gone"), result.toText());
        assertTrue(result.toText().contains("ok  default"), result.toText());
    }
}
