package org.syrinx.api.command;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a command returns: an object for the shell, text for people, JSON for machines, an exit code
 * for scripts.
 */
@ConsumerType
public interface CommandResult {
    /**
     * For people.
     *
     * @return text without a final line break; empty when there is nothing to say
     */
    String toText();

    /**
     * For machines ({@code --json}).
     *
     * @return names to strings, numbers, booleans, lists and maps of these
     */
    Map<String, Object> toJson();

    /**
     * For scripts.
     *
     * @return 0 for success, 1 for failure
     */
    default int exitCode() {
        return 0;
    }

    /**
     * A result of one text.
     *
     * @param text for people
     * @return a result
     */
    static CommandResult text(String text) {
        return of(text, Map.of("text", text), 0);
    }

    /**
     * A result of given parts.
     *
     * @param text for people
     * @param json for machines
     * @param exitCode for scripts
     * @return a result
     */
    static CommandResult of(String text, Map<String, Object> json, int exitCode) {
        return new CommandResult() {
            @Override
            public String toText() {
                return text;
            }

            @Override
            public Map<String, Object> toJson() {
                return json;
            }

            @Override
            public int exitCode() {
                return exitCode;
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }
}
