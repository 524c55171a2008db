package org.syrinx.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.syrinx.engine.EngineUnavailableException;

/**
 * The pair of jars that hold PyTorch and DJL's bridge to it, and what they say about themselves.
 * PyTorch's version is read from the jars, never assumed, and two versions are never mixed: a
 * bridge built for another PyTorch has no stable binary interface.
 *
 * @param torch the jar with libtorch
 * @param bridge the jar with libdjl_torch
 * @param version PyTorch's version, for example {@code 2.7.1}
 * @param build version and build date, for example {@code 2.7.1-20250812}
 * @param flavor {@code cpu} or {@code cu124} and the like
 * @param classifier the platform
 * @param bridgeVersion version of the bridge, for example {@code 2.7.1-0.35.1}
 * @param libraries file names of PyTorch's libraries
 */
record NativeJars(
        Path torch,
        Path bridge,
        String version,
        String build,
        String flavor,
        String classifier,
        String bridgeVersion,
        List<String> libraries) {
    private static final String TORCH = "native/lib/pytorch.properties";
    private static final String BRIDGE = "jnilib/pytorch.properties";

    /** Name of the bridge's library. */
    static final String BRIDGE_LIBRARY = System.mapLibraryName("djl_torch");

    /** The cache folder's name: everything that tells one set of libraries from another. */
    String key() {
        return "pytorch-" + build + "-" + flavor + "-" + classifier + "-jni-" + bridgeVersion;
    }

    /** Path of the bridge's library inside its jar. */
    String bridgeEntry() {
        return "jnilib/" + classifier + "/" + flavor + "/" + BRIDGE_LIBRARY;
    }

    /**
     * Finds the pair in a directory of jars.
     *
     * @param directory the directory, for example the distribution's {@code native/}
     * @param classifier the platform
     * @return the pair
     * @throws EngineUnavailableException if the pair is missing, double or mixed
     * @throws IOException if the directory or a jar cannot be read
     */
    static NativeJars inDirectory(Path directory, String classifier) throws IOException {
        List<Path> jars;
        if (!Files.isDirectory(directory)) {
            throw new EngineUnavailableException(
                    "The directory of native libraries "
                            + directory
                            + " does not exist. Build the distribution again, or let"
                            + " syrinx.natives.dir name the directory that holds"
                            + " pytorch-native-*.jar and pytorch-jni-*.jar.");
        }
        try (Stream<Path> files = Files.list(directory)) {
            jars = files.filter(p -> p.toString().endsWith(".jar")).sorted().toList();
        }
        return pair(jars, classifier, directory.toString());
    }

    /**
     * Finds the pair among the jars of a class path.
     *
     * @param loader the loader to ask
     * @param classifier the platform
     * @return the pair
     * @throws EngineUnavailableException if the pair is missing, double or mixed
     * @throws IOException if a jar cannot be read
     */
    static NativeJars onClassPath(ClassLoader loader, String classifier) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String name : List.of(TORCH, BRIDGE)) {
            for (URL url : Collections.list(loader.getResources(name))) {
                String file = url.getPath();
                if (url.getProtocol().equals("jar")) {
                    try {
                        jars.add(Path.of(new URL(file.substring(0, file.indexOf("!/"))).toURI()));
                    } catch (URISyntaxException e) {
                        throw new IOException("Not the address of a file: " + url, e);
                    }
                }
            }
        }
        return pair(jars.stream().distinct().toList(), classifier, "the class path");
    }

    private static NativeJars pair(List<Path> jars, String classifier, String where)
            throws IOException {
        List<Path> torches = new ArrayList<>();
        List<Path> bridges = new ArrayList<>();
        for (Path jar : jars) {
            Properties torch = properties(jar, TORCH);
            if (torch != null && classifier.equals(torch.getProperty("classifier"))) {
                torches.add(jar);
            }
            if (properties(jar, BRIDGE) != null) {
                bridges.add(jar);
            }
        }
        if (torches.isEmpty() || bridges.isEmpty()) {
            throw new EngineUnavailableException(
                    "No native libraries of PyTorch for "
                            + classifier
                            + " in "
                            + where
                            + ": "
                            + (torches.isEmpty()
                                    ? "pytorch-native-*-" + classifier + ".jar"
                                    : "pytorch-jni-*.jar")
                            + " is missing. Build the distribution again; nothing is downloaded at"
                            + " run time.");
        }
        if (torches.size() > 1 || bridges.size() > 1) {
            throw new EngineUnavailableException(
                    "More than one set of native libraries in "
                            + where
                            + ": "
                            + torches
                            + " and "
                            + bridges
                            + ". Keep one pytorch-native jar and one pytorch-jni jar.");
        }
        return read(torches.get(0), bridges.get(0));
    }

    private static NativeJars read(Path torch, Path bridge) throws IOException {
        Properties t = properties(torch, TORCH);
        String build = t.getProperty("version");
        String version = build.replaceFirst("-.*", "");
        String bridgeVersion = properties(bridge, BRIDGE).getProperty("jni_version");
        NativeJars jars =
                new NativeJars(
                        torch,
                        bridge,
                        version,
                        build,
                        t.getProperty("flavor"),
                        t.getProperty("classifier"),
                        bridgeVersion,
                        List.of(t.getProperty("libraries").strip().split("\\s*,\\s*")));
        boolean matching = bridgeVersion.startsWith(version + "-");
        if (matching) {
            try (ZipFile zip = new ZipFile(bridge.toFile())) {
                matching = zip.getEntry(jars.bridgeEntry()) != null;
            }
        }
        if (!matching) {
            throw new EngineUnavailableException(
                    "PyTorch "
                            + version
                            + " ("
                            + jars.flavor
                            + ", from "
                            + torch.getFileName()
                            + ") and its bridge "
                            + bridgeVersion
                            + " (from "
                            + bridge.getFileName()
                            + ") do not belong together. Install the pytorch-jni jar made for"
                            + " PyTorch "
                            + version
                            + " "
                            + jars.flavor
                            + ".");
        }
        return jars;
    }

    private static Properties properties(Path jar, String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                return null;
            }
            Properties p = new Properties();
            try (InputStream in = zip.getInputStream(entry)) {
                p.load(in);
            }
            return p;
        }
    }
}
