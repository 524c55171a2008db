package org.syrinx.launcher.internal.shell;

import org.apache.felix.service.command.Converter;
import org.syrinx.api.command.CommandResult;

/** Shows results in the shell as the command line shows them. */
final class ResultConverter implements Converter {
    @Override
    public Object convert(Class<?> wanted, Object value) {
        return wanted == String.class && value instanceof CommandResult result
                ? result.toText()
                : null;
    }

    @Override
    public CharSequence format(Object value, int level, Converter next) {
        if (!(value instanceof CommandResult result)) {
            return null;
        }
        String text = result.toText();
        return level == PART ? text.lines().findFirst().orElse("") : text;
    }
}
