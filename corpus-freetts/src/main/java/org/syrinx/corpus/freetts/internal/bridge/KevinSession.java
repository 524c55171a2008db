package org.syrinx.corpus.freetts.internal.bridge;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.util.ArrayList;
import java.util.List;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.Teacher;

/**
 * The voice kevin16 with a memory instead of a loudspeaker, and a listener at the end of its
 * processing chain.
 */
public final class KevinSession implements Teacher.Session {
    private static final String VOICE = "kevin16";
    private static final float OWN_PITCH = 100;
    private static final float OWN_RANGE = 11;

    private final Voice voice;
    private final MemoryPlayer player = new MemoryPlayer();
    private final List<String> phones = new ArrayList<>();
    private final List<Double> ends = new ArrayList<>();

    /** Loads the voice: about half a second the first time. */
    public KevinSession() {
        this.voice = find();
        voice.setAudioPlayer(player);
        voice.allocate();
        listen();
    }

    private static Voice find() {
        for (Voice candidate : new KevinVoiceDirectory().getVoices()) {
            if (candidate.getName().equals(VOICE)) {
                return candidate;
            }
        }
        throw new SyrinxException(
                "the voice " + VOICE + " in FreeTTS 1.2.2",
                "no such voice",
                "use the published jar");
    }

    @SuppressWarnings("unchecked") // FreeTTS is older than generics
    private void listen() {
        ((List<UtteranceProcessor>) voice.getUtteranceProcessors()).add(this::collect);
    }

    private void collect(Utterance utterance) {
        // A text of several sentences comes as several utterances, each with times of its own.
        double offset = ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
        Relation segments = utterance.getRelation(Relation.SEGMENT);
        for (Item item = segments.getHead(); item != null; item = item.getNext()) {
            phones.add(item.getFeatures().getString("name"));
            ends.add(offset + item.getFeatures().getFloat("end"));
        }
    }

    @Override
    public Teacher.Speech speak(Teacher.Request request) {
        phones.clear();
        ends.clear();
        player.reset();
        voice.setDurationStretch((float) request.stretch());
        voice.setPitch(request.f0Mean() > 0 ? (float) request.f0Mean() : OWN_PITCH);
        voice.setPitchRange(request.f0Spread() > 0 ? (float) request.f0Spread() : OWN_RANGE);
        if (!voice.speak(request.text()) || phones.isEmpty()) {
            throw new SyrinxException(
                    "speech from FreeTTS", "none for \"" + request.text() + "\"", "check the text");
        }
        return new Teacher.Speech(new Audio(player.samples(), player.sampleRate()), phones, ends);
    }

    @Override
    public void close() {
        voice.deallocate();
    }
}
