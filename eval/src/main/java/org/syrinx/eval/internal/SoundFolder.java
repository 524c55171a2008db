package org.syrinx.eval.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;

/**
 * The sound of an evaluation, with a record of the voice that made it and of what each file says,
 * so that no sound is judged under another voice's name. Files appear complete or not at all, and
 * are recorded afterwards: what a stopped run leaves is taken over or made again.
 */
final class SoundFolder {
    private static final String RECORD = "spoken.json";

    private final Path folder;
    private final Map<String, Object> files;
    private Map<String, Object> voice;

    private SoundFolder(Path folder, Map<String, Object> voice, Map<String, Object> files) {
        this.folder = folder;
        this.voice = voice;
        this.files = files;
    }

    /**
     * Reads the record of a folder.
     *
     * @param folder may be missing
     * @return its sound; of nobody if there is no record
     */
    static SoundFolder read(Path folder) {
        Path record = folder.resolve(RECORD);
        if (!Files.isRegularFile(record)) {
            return new SoundFolder(folder, Map.of(), new TreeMap<>());
        }
        try {
            Map<String, Object> json = JSON.std.mapFrom(Files.readAllBytes(record));
            return new SoundFolder(
                    folder, map(json.get("voice")), new TreeMap<>(map(json.get("files"))));
        } catch (IOException | ClassCastException | NullPointerException e) {
            throw new SyrinxException(
                    "a record of the voice that made the sound",
                    record + " cannot be read: " + e.getMessage(),
                    "choose another --out",
                    e);
        }
    }

    @SuppressWarnings("unchecked") // the names in a JSON object are strings
    private static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    /** Who made the sound, as it was given to {@link #claim}; empty if nobody knows. */
    Map<String, Object> voice() {
        return voice;
    }

    /**
     * Takes the folder for a voice.
     *
     * @param maker the voice: strings, and maps of them
     * @param items what shall be said
     * @throws SyrinxException if there is sound of another voice, or of nobody knows whom
     */
    void claim(Map<String, Object> maker, List<Item> items) {
        boolean fresh = files.isEmpty() && items.stream().noneMatch(i -> Files.exists(i.judged()));
        if (!fresh && !voice.equals(maker)) {
            throw new SyrinxException(
                    "an output folder with sound of " + maker,
                    folder + " has sound of " + (voice.isEmpty() ? "nobody knows whom" : voice),
                    "choose another --out, or judge the sound that is there with --wavs");
        }
        voice = maker;
    }

    /** Whether the file of an item is there and says what it should with this seed. */
    boolean has(Item item, long seed) {
        return Files.isRegularFile(item.judged())
                && says(item, seed).equals(files.get(item.reference().id()));
    }

    /** Writes the sound of an item, and then records it. */
    void write(Item item, long seed, Audio audio) {
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        WavWriter.of(SampleFormat.F32).write(wav, audio);
        if (files.remove(item.reference().id()) != null) {
            record(); // the old file's line must not outlive it
        }
        write(item.judged(), wav.toByteArray());
        files.put(item.reference().id(), says(item, seed));
        record();
    }

    private static Map<String, Object> says(Item item, long seed) {
        return Map.of(
                "text", item.reference().text(),
                "speaker", item.reference().speaker(),
                "seed", String.valueOf(seed));
    }

    private void record() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("voice", voice);
        json.put("files", files);
        Path record = folder.resolve(RECORD);
        try {
            write(record, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(json));
        } catch (IOException e) {
            throw unwritable(record, e);
        }
    }

    /**
     * Writes a file that appears complete or not at all.
     *
     * @param file replaced if it is there; folders are made
     * @param bytes its content
     */
    static void write(Path file, byte[] bytes) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.write(part, bytes);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static SyrinxException unwritable(Path path, IOException e) {
        return new SyrinxException(
                "to write " + path,
                "the system says: " + e.getMessage(),
                "choose another --out",
                e);
    }
}
