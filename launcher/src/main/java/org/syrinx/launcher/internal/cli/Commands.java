package org.syrinx.launcher.internal.cli;

import java.util.Map;
import java.util.Optional;
import org.syrinx.api.command.Subcommand;

/** The sub-commands that there are at this moment. */
public interface Commands {
    /**
     * The commands.
     *
     * @return name to one line about it, by name
     */
    Map<String, String> summaries();

    /**
     * A fresh instance of a command.
     *
     * @param name its name
     * @return the instance, which the caller closes; empty if there is no such command
     */
    Optional<Use> open(String name);

    /** One instance for one use. */
    interface Use extends AutoCloseable {
        /**
         * The instance.
         *
         * @return never null
         */
        Subcommand command();

        @Override
        void close();
    }
}
