package org.syrinx.tck.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.syrinx.api.CancelledException;
import org.syrinx.api.Progress;

/** Records progress, and cancels at one report. */
public final class Steps implements Progress {
    private final List<Step> seen = Collections.synchronizedList(new ArrayList<>());
    private final int cancelAt;
    private volatile CancelledException thrown;

    /**
     * A recorder.
     *
     * @param cancelAt the index of the report at which to cancel, or -1 for never
     */
    public Steps(int cancelAt) {
        this.cancelAt = cancelAt;
    }

    @Override
    public void step(String phase, long done, long total) {
        seen.add(new Step(phase, done, total));
        if (seen.size() - 1 >= cancelAt && cancelAt >= 0) {
            if (thrown == null) {
                thrown = new CancelledException(phase);
            }
            throw thrown;
        }
    }

    /**
     * What was reported.
     *
     * @return in order
     */
    public List<Step> seen() {
        return List.copyOf(seen);
    }

    /**
     * What was thrown to cancel.
     *
     * @return null before that
     */
    public CancelledException thrown() {
        return thrown;
    }

    /**
     * One report.
     *
     * @param phase what was being done
     * @param done units done
     * @param total units in all, or 0
     */
    public record Step(String phase, long done, long total) {}
}
