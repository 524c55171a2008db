package org.syrinx.itests.fake;

import java.util.Arrays;
import org.syrinx.api.Audio;
import org.syrinx.api.AudioSink;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Latent;
import org.syrinx.api.Progress;
import org.syrinx.api.Vocoder;

/** Frames become samples of one value; or what should not be. */
final class FakeVocoder extends FakeStage implements Vocoder {
    FakeVocoder(FakeModel model) {
        super(model);
    }

    @Override
    public int sampleRate() {
        return 16000;
    }

    @Override
    public void decode(
            Latent latent,
            Conditioning conditioning,
            DecodeOptions options,
            AudioSink sink,
            Progress progress) {
        int rate = 16000;
        float level = model.level();
        switch (model.fault()) {
            case "throws" -> throw new ArrayIndexOutOfBoundsException("Index 7 out of bounds");
            case "sneaky" -> sneak(new java.io.IOException("a checked exception"));
            case "hangs" -> FakeModel.hang();
            case "nan" -> level = Float.NaN;
            case "wrong-rate" -> rate = 8000;
            case "no-rate" -> rate = 0;
            case "null" -> sink.accept(null);
            case "silent" -> {
                return;
            }
            default -> {
                // good
            }
        }
        for (int t = 0; t < latent.length(); t++) {
            if (model.fault().equals("slow")) {
                pause(20);
            }
            model.manager();
            progress.step("decoding", t, latent.length());
            float[] chunk = new float[160];
            Arrays.fill(chunk, level);
            sink.accept(new Audio(chunk, rate));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable checked) throws E {
        throw (E) checked;
    }
}
