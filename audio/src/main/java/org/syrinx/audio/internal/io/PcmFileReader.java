package org.syrinx.audio.internal.io;

import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioFileReader;
import org.syrinx.audio.io.AudioReader;

/** {@link AudioReader} as a service. */
@Component
public final class PcmFileReader implements AudioFileReader {
    @Override
    public Audio read(Path file) {
        return AudioReader.read(file);
    }

    @Override
    public Audio read(InputStream in, String name) {
        return AudioReader.read(in, name);
    }
}
