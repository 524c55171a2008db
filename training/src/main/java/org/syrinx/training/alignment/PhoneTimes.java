package org.syrinx.training.alignment;

/** Turns the times of phones into whole frames. */
public final class PhoneTimes {
    private PhoneTimes() {}

    /**
     * Durations in frames by rounding each boundary, not each duration, so that errors do not add
     * up; a phone shorter than half a frame takes a frame from its neighbours, because every token
     * lasts at least one frame at synthesis.
     *
     * @param ends end of each phone in samples, not decreasing
     * @param hop samples a frame
     * @param frames frames of the utterance
     * @return frames of each phone, every one at least 1, together {@code frames}; null if there
     *     are more phones than frames
     */
    public static int[] durations(int[] ends, int hop, int frames) {
        int n = ends.length;
        if (n == 0 || n > frames) {
            return null;
        }
        int[] boundary = new int[n + 1];
        for (int i = 1; i < n; i++) {
            long rounded = (ends[i - 1] + hop / 2L) / hop;
            boundary[i] = (int) Math.max(boundary[i - 1] + 1L, rounded);
        }
        boundary[n] = frames;
        for (int i = n - 1; i > 0; i--) {
            boundary[i] = Math.min(boundary[i], boundary[i + 1] - 1);
        }
        int[] durations = new int[n];
        for (int i = 0; i < n; i++) {
            durations[i] = boundary[i + 1] - boundary[i];
        }
        return durations;
    }
}
