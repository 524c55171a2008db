package org.syrinx.corpus;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A teacher whose every sentence fails. */
record BrokenTeacher(Teacher healthy, RuntimeException failure) implements Teacher {
    @Override
    public String name() {
        return "broken";
    }

    @Override
    public void check() {
        healthy.check();
    }

    @Override
    public String version() {
        return healthy.version();
    }

    @Override
    public String licence() {
        return healthy.licence();
    }

    @Override
    public List<Speaker> speakers() {
        return healthy.speakers();
    }

    @Override
    public Map<String, List<String>> pronounce(Collection<String> words) {
        return healthy.pronounce(words);
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Speech speak(Request request) {
                throw failure;
            }

            @Override
            public void close() {
                // nothing held
            }
        };
    }
}
