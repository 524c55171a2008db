package org.syrinx.text.phonemes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.text.normalize.UnknownSymbol;

/**
 * The symbol table of the original English VITS models (LJ Speech, VCTK; also Kakao's conversions):
 * 178 places for padding, punctuation, letters and IPA. The apostrophe stands at 174 and at 176;
 * only 176 is ever used, because later places win. All methods are pure.
 */
public final class IpaSymbols {
    private static final String PADDING = "_";
    private static final String PUNCTUATION =
            ";:,.!?\u00a1\u00bf\u2014\u2026\"\u00ab\u00bb\u201c\u201d ";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String IPA =
            "ɑɐɒæɓʙβɔɕçɗɖðʤəɘɚɛɜɝɞɟʄɡɠɢʛɦɧħɥʜɨɪʝɭɬɫɮʟɱɯɰŋɳɲɴøɵɸθœɶʘɹɺɾɻʀʁɽʂʃʈʧʉʊʋⱱʌɣɤʍχʎʏʑʐʒʔʡʕʢǀǁǂǃ"
                + "ˈˌːˑʼʴʰʱʲʷˠˤ˞↓↑→↗↘'\u0329'ᵻ";

    private static final int[] SYMBOLS =
            (PADDING + PUNCTUATION + LETTERS + IPA).codePoints().toArray();
    private static final Map<Integer, Integer> IDS = ids();

    private IpaSymbols() {}

    private static Map<Integer, Integer> ids() {
        Map<Integer, Integer> out = new HashMap<>();
        for (int i = 0; i < SYMBOLS.length; i++) {
            out.put(SYMBOLS[i], i);
        }
        return Map.copyOf(out);
    }

    /**
     * A text as symbol ids, without blanks between them.
     *
     * @param ids the ids, 0 to 177
     * @param unknown the characters that the table lacks; they have no id
     */
    public record Encoding(List<Integer> ids, List<UnknownSymbol> unknown) {
        /**
         * Copies the lists.
         *
         * @param ids the ids, 0 to 177
         * @param unknown the characters that the table lacks; they have no id
         */
        public Encoding {
            ids = List.copyOf(ids);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * The number of places, which is the number of rows of such a model's embedding.
     *
     * @return 178
     */
    public static int size() {
        return SYMBOLS.length;
    }

    /**
     * The id of a symbol.
     *
     * @param codePoint a Unicode code point
     * @return its place, 0 to 177, or -1 if the table lacks it
     */
    public static int id(int codePoint) {
        return IDS.getOrDefault(codePoint, -1);
    }

    /**
     * The symbol at a place.
     *
     * @param id 0 to 177
     * @return the symbol
     */
    public static String symbol(int id) {
        return Character.toString(SYMBOLS[id]);
    }

    /**
     * Encodes IPA text.
     *
     * @param ipa the text, as {@link EspeakPhonemizer#phonemize} gives it
     * @return its ids, and what the table lacks
     */
    public static Encoding encode(String ipa) {
        List<Integer> ids = new ArrayList<>();
        List<UnknownSymbol> unknown = new ArrayList<>();
        for (int i = 0; i < ipa.length(); i += Character.charCount(ipa.codePointAt(i))) {
            int id = id(ipa.codePointAt(i));
            if (id < 0) {
                unknown.add(UnknownSymbol.at(ipa.codePointAt(i), i));
            } else {
                ids.add(id);
            }
        }
        return new Encoding(ids, unknown);
    }
}
