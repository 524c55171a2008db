package org.syrinx.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.engine.EngineUnavailableException;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({"Linux,amd64", "Linux,x86_64"})
    void aSupportedPlatformHasAClassifier(String os, String arch) {
        assertEquals("linux-x86_64", Platform.classifier(os, arch));
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X,aarch64",
        "Windows 11,amd64",
        "Linux,aarch64",
        "Linux,riscv64",
        "FreeBSD,amd64"
    })
    void anotherPlatformIsRefused(String os, String arch) {
        assertThrows(EngineUnavailableException.class, () -> Platform.classifier(os, arch));
    }

    @Test
    void theMessageNamesThePlatformAndWhatIsSupported() {
        EngineUnavailableException e =
                assertThrows(
                        EngineUnavailableException.class,
                        () -> Platform.classifier("Mac OS X", "aarch64"));
        assertEquals(
                "Syrinx has no native libraries for Mac OS X on aarch64. Supported: linux-x86_64."
                        + " Run it on one of these, for example in a container.",
                e.getMessage());
    }
}
