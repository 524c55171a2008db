package org.syrinx.launcher.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./syrinx shell --deploy DIR}, or {@code SYRINX_DEPLOY=DIR}: bundles that are put into the
 * folder are run. Off unless asked for.
 */
final class DeployOption {
    private static final String OPTION = "--deploy";
    private static final String VARIABLE = "SYRINX_DEPLOY";

    private DeployOption() {}

    /**
     * The folder.
     *
     * @param arguments the command line of a shell
     * @param environment of the process
     * @return absolute, or empty if nobody asked for one
     */
    static Optional<Path> of(String[] arguments, Map<String, String> environment) {
        String folder = environment.get(VARIABLE);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                folder = arguments[i].substring(OPTION.length() + 1);
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                folder = arguments[i + 1];
            }
        }
        return folder == null || folder.isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(folder).toAbsolutePath().normalize());
    }

    /**
     * Why a folder must not be used: whoever may write to it may run code here.
     *
     * @param folder as asked for
     * @return one sentence, or empty if it may be used
     */
    static Optional<String> reject(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.of("there is no folder " + folder + ". Make it first.");
        }
        try {
            if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
                return Optional.of(
                        folder
                                + " can be written to by everybody, and what is in it is run."
                                + " Take that right away (chmod o-w).");
            }
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without such permissions
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Framework properties for Felix FileInstall. */
    static Map<String, String> settings(Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("felix.fileinstall.dir", folder.toString());
        settings.put("felix.fileinstall.poll", "1000");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        // a configuration that a command changes stays the command's: files are the user's
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.disableNio2", "true");
        settings.put("felix.fileinstall.log.default", "jul");
        return settings;
    }
}
