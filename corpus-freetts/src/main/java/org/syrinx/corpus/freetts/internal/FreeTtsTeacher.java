package org.syrinx.corpus.freetts.internal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Speaker.Role;
import org.syrinx.corpus.Style;
import org.syrinx.corpus.Teacher;

/**
 * FreeTTS 1.2.2 with its voice kevin16 (16 kHz diphones) as a teacher: pure Java, in this process.
 * One voice, so its speakers differ in pitch and warp only.
 */
@Component(service = Teacher.class)
public final class FreeTtsTeacher implements Teacher {
    /** Framework or system property: the path of the FreeTTS jar. */
    static final String JAR = "syrinx.freetts.jar";

    // A wide pitch spread breaks this voice's pitch, so it has neither loud nor excited.
    private static final Set<Style> STYLES =
            EnumSet.of(Style.NEUTRAL, Style.SOFT, Style.FAST, Style.SLOW);
    private static final double LOUDEST = -20;

    private final Path jar;
    private FreeTtsJar opened; // guarded by this

    /**
     * Called by the framework.
     *
     * @param context gives the properties {@code syrinx.freetts.jar} and {@code syrinx.home}
     */
    @Activate
    public FreeTtsTeacher(BundleContext context) {
        this(find(context.getProperty(JAR), context.getProperty("syrinx.home")));
    }

    FreeTtsTeacher(Path jar) {
        this.jar = jar;
    }

    static Path find(String named, String home) {
        if (named != null) {
            return Path.of(named);
        }
        return home == null ? null : Path.of(home, "optional", FreeTtsJar.NAME);
    }

    private synchronized FreeTtsJar jar() {
        if (opened == null) {
            opened = FreeTtsJar.open(jar);
        }
        return opened;
    }

    /** Lets the jar go. */
    @Deactivate
    synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    @Override
    public String name() {
        return "freetts";
    }

    @Override
    public void check() {
        jar().kevin().close();
    }

    @Override
    public String version() {
        return "FreeTTS 1.2.2 kevin16, jar SHA-256 " + FreeTtsJar.SHA256;
    }

    @Override
    public String licence() {
        return "FreeTTS: BSD-style (Sun Microsystems, Carnegie Mellon University and others);"
                + " its jar is loaded beside Syrinx and no part of it is contained in the corpus";
    }

    @Override
    public List<Speaker> speakers() {
        return List.of(
                new Speaker("f1", "female", "kevin16", 1.15, 180, Role.DEMO, STYLES, LOUDEST),
                new Speaker("f2", "female", "kevin16", 1.21, 205, Role.TRAIN, STYLES, LOUDEST),
                new Speaker("m1", "male", "kevin16", 1.00, 100, Role.DEMO, STYLES, LOUDEST),
                new Speaker("m2", "male", "kevin16", 0.94, 90, Role.TRAIN, STYLES, LOUDEST),
                new Speaker("m3", "male", "kevin16", 1.06, 125, Role.TRAIN, STYLES, LOUDEST),
                new Speaker("f3", "female", "kevin16", 1.18, 190, Role.HELD_OUT, STYLES, LOUDEST),
                new Speaker("m4", "male", "kevin16", 0.97, 110, Role.HELD_OUT, STYLES, LOUDEST));
    }

    @Override
    public Map<String, List<String>> pronounce(Collection<String> words) {
        Map<String, List<String>> phones = new HashMap<>();
        try (Session session = open()) {
            for (String word : words) {
                phones.put(
                        word,
                        session.speak(new Request("kevin16", word + ".", 1, 0, 0)).phones().stream()
                                .filter(p -> !p.equals("pau"))
                                .toList());
            }
        }
        return phones;
    }

    @Override
    public Session open() {
        return jar().kevin();
    }
}
