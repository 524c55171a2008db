package org.syrinx.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.syrinx.api.SyrinxException;
import org.syrinx.text.normalize.EnglishNormalizer;
import org.syrinx.text.normalize.NormalizedText;
import org.syrinx.text.normalize.NormalizedToken;
import org.syrinx.text.normalize.SpokenWord;
import org.syrinx.text.phonemes.Lexicon;
import org.syrinx.text.phonemes.PhoneSet;
import org.syrinx.text.phonemes.Phonemizer;

/**
 * American English: normalisation, dictionary, letter-to-sound rules, phrase breaks at punctuation.
 * Immutable; safe for many threads.
 */
@Component(
        service = FrontEnd.class,
        configurationPid = "org.syrinx.text.english",
        property = {FrontEnd.LANGUAGE + "=en-us", FrontEnd.PHONE_SET + "=" + PhoneSet.ID})
@Designate(ocd = EnglishFrontEnd.Config.class)
public final class EnglishFrontEnd implements FrontEnd {
    private final Phonemizer phonemizer;
    private final EnglishNormalizer normalizer;

    /** Settings of the English front end. */
    @ObjectClassDefinition(name = "Syrinx English front end")
    public @interface Config {
        /**
         * A dictionary of the user's own; see docs/text.md for its format.
         *
         * @return the path of a UTF-8 file, or empty for none
         */
        @AttributeDefinition(
                name = "User dictionary",
                description = "Path of a UTF-8 file, or empty for none")
        String user_lexicon() default "";
    }

    /** Creates a front end with the embedded dictionary only. */
    public EnglishFrontEnd() {
        this((Lexicon) null);
    }

    /**
     * Creates a front end from its configuration.
     *
     * @param config the settings
     * @throws SyrinxException if the user's dictionary cannot be read
     */
    @Activate
    public EnglishFrontEnd(Config config) {
        this(config.user_lexicon().isBlank() ? null : Lexicon.read(Path.of(config.user_lexicon())));
    }

    /**
     * Creates a front end.
     *
     * @param user a dictionary that wins over the embedded one, or null
     */
    public EnglishFrontEnd(Lexicon user) {
        this.phonemizer = new Phonemizer(user);
        this.normalizer = new EnglishNormalizer(phonemizer::isListed, phonemizer::isReadable);
    }

    @Override
    public String language() {
        return "en-us";
    }

    @Override
    public String phoneSet() {
        return PhoneSet.ID;
    }

    @Override
    public List<String> symbols() {
        return PhoneSet.symbols();
    }

    /**
     * Normalises a text without pronouncing it.
     *
     * @param text the text
     * @return its spoken words
     */
    public NormalizedText normalize(String text) {
        return normalizer.normalize(text);
    }

    @Override
    public Utterance analyze(String text, UnknownPolicy policy) {
        NormalizedText normal = normalizer.normalize(text);
        Report report = new Report(normal.unknown());
        if (policy == UnknownPolicy.STRICT && !report.isEmpty()) {
            throw new SyrinxException(
                    "text in English",
                    "the text has characters without a reading: " + report.message(),
                    "Remove or spell out these characters, or allow them to be skipped and"
                            + " reported.");
        }
        List<SpokenWord> spoken = new ArrayList<>();
        List<Boolean> pauses = new ArrayList<>();
        for (NormalizedToken token : normal.tokens()) {
            for (int i = 0; i < token.words().size(); i++) {
                SpokenWord word = token.words().get(i);
                spoken.add(word);
                pauses.add(
                        word.breakAfter() || (token.pauseAfter() && i == token.words().size() - 1));
            }
        }
        List<Phonemizer.Pronunciation> phones = phonemizer.pronounce(spoken, pauses);
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        for (NormalizedToken token : normal.tokens()) {
            List<Word> words = new ArrayList<>();
            for (SpokenWord word : token.words()) {
                Phonemizer.Pronunciation p = phones.get(at);
                words.add(new Word(word.text(), p.phones(), p.source(), pauses.get(at)));
                at++;
            }
            tokens.add(new Token(token.surface(), token.start(), token.end(), words));
        }
        return new Utterance(text, language(), phoneSet(), tokens, report);
    }
}
