package org.syrinx.plugin.editing.internal.commands;

import org.syrinx.api.Backend;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.capture.Workers;
import picocli.CommandLine.Option;

/** How many utterances are spoken at once. */
final class WorkersOption {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Utterances spoken at once, each on one core. Default: as many as there are"
                            + " cores.")
    private int workers;

    Workers start(Backend backend) {
        if (workers < 0) {
            throw new SyrinxException("at least one worker", workers + "", "correct --workers");
        }
        int count = workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
        return new Workers(count, backend);
    }
}
