package org.syrinx.nn.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Diagnostic;
import org.syrinx.nn.models.CacheDirectory;

/** The cache of natives and built-in models: where it is, how full, and whether more fits. */
@Component
public final class CacheDiagnostic implements Diagnostic {
    private static final long MIB = 1 << 20;

    /** What unpacking PyTorch's libraries for the CPU takes, and a little more. */
    private static final long WANTED = 500 * MIB;

    private final Path folder;

    /**
     * Called by the framework.
     *
     * @param context gives the property {@code syrinx.cache}
     */
    @Activate
    public CacheDiagnostic(BundleContext context) {
        this(CacheDirectory.of(context::getProperty));
    }

    CacheDiagnostic(Path folder) {
        this.folder = folder;
    }

    @Override
    public String area() {
        return "cache";
    }

    @Override
    public List<Finding> examine() {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return List.of(
                    new Finding(
                            Level.ERROR,
                            "folder",
                            folder
                                    + " cannot be used: "
                                    + there
                                    + (Files.isDirectory(there)
                                            ? " may not be written to"
                                            : " is no folder")
                                    + "; name another one with SYRINX_CACHE"));
        }
        List<Finding> found = new ArrayList<>();
        try {
            long size = Files.isDirectory(folder) ? size(folder) : 0;
            String state = there.equals(folder.toAbsolutePath()) ? "" : " (made when needed)";
            found.add(new Finding(Level.OK, "folder", folder + state));
            found.add(new Finding(Level.INFO, "size", size / MIB + " MiB"));
            found.add(free(Files.getFileStore(there).getUsableSpace(), size));
        } catch (IOException e) {
            found.add(new Finding(Level.WARNING, "folder", folder + " cannot be read: " + e));
        }
        return found;
    }

    /** Little room matters as long as the libraries are not unpacked. */
    static Finding free(long bytes, long size) {
        boolean enough = size + bytes >= WANTED;
        return new Finding(
                enough ? Level.INFO : Level.WARNING,
                "free space",
                bytes / MIB
                        + " MiB"
                        + (enough
                                ? ""
                                : "; unpacking PyTorch takes about 450 MiB: make room, or name"
                                        + " another folder with SYRINX_CACHE"));
    }

    /** Bytes of all files; one that vanishes meanwhile counts nothing. */
    private static long size(Path root) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sum[0] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sum[0];
    }
}
