package org.syrinx.corpus.freetts.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.format.Sha256;

/**
 * The FreeTTS jar and the class loader that joins it with this bundle's {@code bridge} package.
 * Only the bridge sees FreeTTS classes; the rest of the bundle works without them. The jar holds
 * code, so its digest is checked first.
 */
final class FreeTtsJar implements AutoCloseable {
    static final String NAME = "freetts-1.2.2.jar";

    /** Of net.sf.sociaal:freetts:1.2.2 as published. */
    static final String SHA256 = "adf9be36df14859ccf289f5a7f4f586d2288e96aa53a897c32bfee4a1c759d46";

    private static final String BRIDGE = "org.syrinx.corpus.freetts.internal.bridge.";

    private final Loader loader;

    private FreeTtsJar(Loader loader) {
        this.loader = loader;
    }

    /** Checks and opens the jar; the message of what it throws says how to get it. */
    static FreeTtsJar open(Path jar) {
        if (jar == null || !Files.isRegularFile(jar)) {
            throw unusable(jar == null ? "no FreeTTS jar" : "no file " + jar, null);
        }
        if (!Sha256.matches(jar, SHA256)) {
            throw unusable("another file in its place: the SHA-256 of " + jar + " differs", null);
        }
        try {
            return new FreeTtsJar(new Loader(jar.toUri().toURL()));
        } catch (IOException e) {
            throw unusable("an error with " + jar + ": " + e.getMessage(), e);
        }
    }

    /**
     * A fresh voice of FreeTTS, behind the interface that both class loaders share. One at a time:
     * FreeTTS reads its lexicon through a static table, and two that load at once read each
     * other's.
     */
    synchronized Teacher.Session kevin() {
        try {
            return (Teacher.Session)
                    loader.loadClass(BRIDGE + "KevinSession").getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw unusable("FreeTTS does not start: " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable("FreeTTS does not start: " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw unusable("an error while closing the jar: " + e.getMessage(), e);
        }
    }

    private static SyrinxException unusable(String found, Throwable cause) {
        return new SyrinxException(
                "FreeTTS 1.2.2 (net.sf.sociaal:freetts:1.2.2) as optional/"
                        + NAME
                        + " in the Syrinx folder",
                found,
                "put the jar there, name it with the property "
                        + FreeTtsTeacher.JAR
                        + ", or use --teacher flite",
                cause);
    }

    /**
     * Defines the bridge's classes itself, from this bundle's bytes, so that they link to FreeTTS.
     */
    private static final class Loader extends URLClassLoader {
        Loader(URL jar) {
            super(new URL[] {jar}, FreeTtsJar.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(BRIDGE)) {
                return outside(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        /**
         * FreeTTS is no bundle: nobody imports for it the packages of the Java platform that it
         * uses (XML, sound), and this bundle's class loader shows only what the bundle imports.
         */
        private Class<?> outside(String name, boolean resolve) throws ClassNotFoundException {
            try {
                return super.loadClass(name, resolve);
            } catch (ClassNotFoundException e) {
                return getPlatformClassLoader().loadClass(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in =
                    getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(
                        name, bytes, 0, bytes.length, FreeTtsJar.class.getProtectionDomain());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
