package org.syrinx.text.phonemes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.syrinx.text.normalize.SpokenWord;

/**
 * Turns the words of one utterance into phones: part of speech, user dictionary, embedded
 * dictionary, letter-to-sound rules, then the rules between words (the ending {@code 's}, {@code
 * the} before a vowel). Immutable; safe for many threads.
 */
public final class Phonemizer {
    /** Where a pronunciation came from. */
    public enum Source {
        /** The user's own dictionary. */
        USER,
        /** The embedded dictionary, or flite's corrections to it. */
        LEXICON,
        /** The letter-to-sound rules. */
        RULES,
        /** A choice between two pronunciations of one spelling. */
        HOMOGRAPH
    }

    /**
     * A word with its phones.
     *
     * @param phones the phones, without pauses; may be empty for an ending that has no sound of its
     *     own
     * @param source where they came from
     */
    public record Pronunciation(List<Phone> phones, Source source) {
        /**
         * Copies the list.
         *
         * @param phones the phones, without pauses; may be empty for an ending that has no sound of
         *     its own
         * @param source where they came from
         */
        public Pronunciation {
            phones = List.copyOf(phones);
            Objects.requireNonNull(source, "source");
        }
    }

    /**
     * What flite puts before its dictionary; the key is word/part of speech, or the word alone for
     * any.
     */
    private static final Map<String, String> CORRECTIONS =
            Map.of(
                    "in/n",
                    "ih n",
                    "to/n",
                    "t ax",
                    "im",
                    "ay1 m",
                    "doesnt",
                    "d ah1 z n t",
                    "youll",
                    "y uw1 l",
                    "havent",
                    "hh ae1 v ax n t",
                    "email",
                    "iy1 m ey1 l");

    private static final Map<String, String> ENDINGS =
            Map.of("'s", "z", "'ve", "v", "'ll", "l", "'d", "d");
    private static final Set<String> SYLLABIC_ENDINGS = Set.of("'ve", "'ll", "'d");
    private static final Phone SCHWA = Phone.parse("ax0");

    private final Lexicon user;
    private final Lexicon lexicon;
    private final LetterToSound rules;

    /** Creates a phonemizer with the embedded data only. */
    public Phonemizer() {
        this(null);
    }

    /**
     * Creates a phonemizer.
     *
     * @param user a dictionary that wins over all others, or null
     */
    public Phonemizer(Lexicon user) {
        this.user = user;
        this.lexicon = Lexicon.embedded();
        this.rules = LetterToSound.embedded();
    }

    /**
     * Whether a string of letters is said as a word and not spelled.
     *
     * @param word letters, in any case
     * @return true if a dictionary lists it or it has the shape of an English word
     */
    public boolean isReadable(String word) {
        return isListed(word) || WordShape.isReadable(word);
    }

    /**
     * Whether a dictionary lists a word.
     *
     * @param word letters, in any case
     * @return true if the user's or the embedded dictionary has it
     */
    public boolean isListed(String word) {
        return (user != null && user.contains(word)) || lexicon.contains(word);
    }

    /**
     * Pronounces the words of one utterance.
     *
     * @param words the words in order
     * @param pauses for each word, true if a pause follows it; of the same size as {@code words}
     * @return one pronunciation per word
     */
    public List<Pronunciation> pronounce(List<SpokenWord> words, List<Boolean> pauses) {
        List<String> names = new ArrayList<>();
        for (SpokenWord w : words) {
            names.add(isLetterA(w) ? "_a" : w.text());
        }
        List<Character> tags = PartOfSpeech.embedded().tag(names);
        List<Pronunciation> out = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            out.add(lookUp(words.get(i), names, i, tags.get(i)));
        }
        for (int i = 0; i < words.size(); i++) {
            if (ENDINGS.containsKey(names.get(i))) {
                boolean afterPause = i == 0 || pauses.get(i - 1);
                Phone before = afterPause ? null : lastPhone(out, i - 1);
                out.set(i, ending(names.get(i), out.get(i), before));
            } else if (names.get(i).equals("the") && i + 1 < words.size() && !pauses.get(i)) {
                out.set(i, theBefore(out.get(i), out.get(i + 1)));
            }
        }
        return out;
    }

    private static boolean isLetterA(SpokenWord w) {
        return w.kind() == SpokenWord.Kind.LETTER && w.text().equals("a");
    }

    private Pronunciation lookUp(SpokenWord word, List<String> names, int at, char pos) {
        String text = word.text();
        if (word.kind() == SpokenWord.Kind.WORD) {
            Optional<List<Phone>> own = user == null ? Optional.empty() : user.find(text, pos);
            if (own.isPresent()) {
                return new Pronunciation(own.get(), Source.USER);
            }
            Optional<String> chosen = Homographs.choose(names, at, pos);
            if (chosen.isPresent()) {
                return new Pronunciation(Lexicon.phones(chosen.get()), Source.HOMOGRAPH);
            }
            boolean open =
                    pos == 'n' || pos == Lexicon.ANY; // function words have no tag of their own
            String corrected =
                    CORRECTIONS.getOrDefault(text + (open ? "/n" : ""), CORRECTIONS.get(text));
            corrected = corrected == null ? ENDINGS.get(text) : corrected;
            if (corrected != null) {
                return new Pronunciation(Lexicon.phones(corrected), Source.LEXICON);
            }
        } else if (text.equals("a")) {
            return new Pronunciation(Lexicon.phones("ey"), Source.LEXICON);
        }
        Optional<List<Phone>> listed = lexicon.find(text, pos);
        return listed.isPresent()
                ? new Pronunciation(listed.get(), Source.LEXICON)
                : new Pronunciation(rules.apply(text), Source.RULES);
    }

    /**
     * The ending agrees in voice with what it follows, and gets a vowel after a sibilant (or a
     * consonant).
     */
    private static Pronunciation ending(String name, Pronunciation own, Phone before) {
        List<Phone> phones = new ArrayList<>(own.phones());
        if (name.equals("'s")) {
            if (before != null && PhoneSet.isSibilant(before.name())) {
                phones.add(0, SCHWA);
            } else if (before == null || !PhoneSet.isVoiced(before.name())) {
                phones.set(0, Phone.parse("s"));
            }
        } else if (SYLLABIC_ENDINGS.contains(name)
                && (before == null || !PhoneSet.isVowel(before.name()))) {
            phones.add(0, SCHWA);
        }
        return new Pronunciation(phones, own.source());
    }

    private static Pronunciation theBefore(Pronunciation own, Pronunciation next) {
        boolean vowel = !next.phones().isEmpty() && PhoneSet.isVowel(next.phones().get(0).name());
        if (!vowel || own.source() == Source.USER) {
            return own;
        }
        List<Phone> phones = new ArrayList<>(own.phones());
        phones.replaceAll(p -> p.name().equals("ax") ? new Phone("iy", p.stress()) : p);
        return new Pronunciation(phones, own.source());
    }

    private static Phone lastPhone(List<Pronunciation> out, int from) {
        for (int i = from; i >= 0; i--) {
            List<Phone> phones = out.get(i).phones();
            if (!phones.isEmpty()) {
                return phones.get(phones.size() - 1);
            }
        }
        return null;
    }
}
