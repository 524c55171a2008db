package org.syrinx.launcher.internal.commands;

import java.util.function.Supplier;
import org.syrinx.api.SyrinxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Arguments that can be seen to be wrong without any work are wrong usage: exit code 2, with the
 * name of the command. What fails because of the world outside is a failure: 1.
 */
public final class Usage {
    private Usage() {}

    /**
     * Reads an argument.
     *
     * @param spec the command's
     * @param typed what the user typed, made into a value
     * @return the value
     * @throws ParameterException if the value is refused, with the refusal's words
     */
    static <T> T of(CommandSpec spec, Supplier<T> typed) {
        try {
            return typed.get();
        } catch (SyrinxException e) {
            throw wrong(spec, e);
        }
    }

    /**
     * What to throw for wrong usage.
     *
     * @param spec the command's
     * @param refusal says what is wrong
     * @return for {@code throw}
     */
    static ParameterException wrong(CommandSpec spec, SyrinxException refusal) {
        return new ParameterException(spec.commandLine(), refusal.getMessage(), refusal);
    }

    /** A time-out: whole seconds, 0 for none. */
    public static final class Seconds implements ITypeConverter<Long> {
        @Override
        public Long convert(String typed) {
            if (!typed.matches("[0-9]{1,7}")) {
                throw new TypeConversionException(
                        "\"" + typed + "\" is no whole number of seconds from 0 to 9999999");
            }
            return Long.valueOf(typed);
        }
    }

    /** A whole number from 1. */
    static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            if (!typed.matches("0*[1-9][0-9]{0,8}")) {
                throw new TypeConversionException(
                        "\"" + typed + "\" is no whole number from 1 to 999999999");
            }
            return Integer.valueOf(typed);
        }
    }
}
