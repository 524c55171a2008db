package org.syrinx.text.normalize;

/**
 * A character that has no reading in this language: an emoji, another script, a control character.
 *
 * @param codePoint the Unicode code point
 * @param name its Unicode name
 * @param offset where it stands in the text, in UTF-16 units from 0
 */
public record UnknownSymbol(int codePoint, String name, int offset) {
    /**
     * Describes a character at a place.
     *
     * @param codePoint the Unicode code point
     * @param offset where it stands, in UTF-16 units from 0
     * @return the character with its Unicode name
     */
    public static UnknownSymbol at(int codePoint, int offset) {
        String name = Character.getName(codePoint);
        return new UnknownSymbol(codePoint, name == null ? "UNASSIGNED" : name, offset);
    }

    @Override
    public String toString() {
        return String.format("U+%04X %s at offset %d", codePoint, name, offset);
    }
}
