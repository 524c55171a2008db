package org.syrinx.nn.vocoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkGridTest {
    @Test
    void theGridCoversEveryFrameOnce() {
        for (int frames = 1; frames < 2000; frames++) {
            int at = 0;
            for (ChunkGrid.Piece p : ChunkGrid.cut(frames, 16, 4, 96)) {
                assertEquals(at, p.start());
                assertTrue(p.length() >= 1 && p.length() <= 96);
                at += p.length();
            }
            assertEquals(frames, at);
        }
    }

    @Test
    void piecesGrowFromShortToLongAndNoRestIsTiny() {
        assertEquals(List.of(32), lengths(32));
        assertEquals(List.of(16, 17), lengths(33));
        assertEquals(List.of(16, 128), lengths(144));
        assertEquals(List.of(16, 64, 65), lengths(145));
        assertEquals(List.of(16, 64, 256, 256), lengths(592));
        assertEquals(List.of(16, 64, 256, 384, 200, 200), lengths(1120));
    }

    private static List<Integer> lengths(int frames) {
        return ChunkGrid.cut(frames, 16, 4, 384).stream().map(ChunkGrid.Piece::length).toList();
    }
}
