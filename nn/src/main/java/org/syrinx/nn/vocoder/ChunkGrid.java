package org.syrinx.nn.vocoder;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a latent is cut for decoding. The cuts depend on the model and on the length only, never on
 * the chunk size that a caller asks for: so the samples are the same bit for bit however they are
 * delivered.
 */
final class ChunkGrid {
    private ChunkGrid() {}

    /** A stretch of frames. */
    record Piece(int start, int length) {}

    /**
     * Cuts a latent: a short first piece, so that sound starts early; then pieces that grow, so
     * that little of the context between them is computed twice and threads get long inputs, while
     * a machine that is faster than speech by the growth is done with a piece before the one before
     * it has been heard; none longer than memory should hold. A rest that is short beside the piece
     * that would be next is not cut again.
     *
     * @param frames T, at least 1
     * @param first length of the first piece
     * @param growth how many times longer than the piece before it a piece is
     * @param largest bound of the lengths, at least 2 {@code first}
     * @return pieces that cover all frames in order
     */
    static List<Piece> cut(int frames, int first, int growth, int largest) {
        List<Piece> out = new ArrayList<>();
        int wanted = first;
        for (int at = 0; at < frames; ) {
            int rest = frames - at;
            int length = wanted;
            if (rest <= 2 * wanted) {
                length = rest <= largest ? rest : rest / 2;
            }
            out.add(new Piece(at, length));
            at += length;
            wanted = Math.min(largest, wanted * growth);
        }
        return out;
    }
}
