package org.syrinx.plugin.vits.internal;

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
     * Cuts a latent: a short first piece, so that sound starts early, then pieces of equal length.
     *
     * @param frames T, at least 1
     * @param first length of the first piece
     * @param later bound of the length of the others
     * @return pieces that cover all frames in order
     */
    static List<Piece> cut(int frames, int first, int later) {
        List<Piece> out = new ArrayList<>();
        // a rest shorter than the first piece is not worth a piece of its own
        int head = frames <= 2 * first ? frames : first;
        out.add(new Piece(0, head));
        int rest = frames - head;
        int count = (rest + later - 1) / later;
        for (int i = 0; i < count; i++) {
            int from = head + (int) ((long) rest * i / count);
            int to = head + (int) ((long) rest * (i + 1) / count);
            out.add(new Piece(from, to - from));
        }
        return out;
    }
}
