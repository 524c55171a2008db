package org.syrinx.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.syrinx.text.tools.Edits;
import org.syrinx.text.tools.FliteFixture;

class FliteAgreementTest {
    private final FrontEnd frontEnd = new EnglishFrontEnd();

    @Test
    void runningSentencesHaveTheTeachersPhonesInMoreThan99Percent() throws IOException {
        List<FliteFixture.Entry> entries = FliteFixture.load();
        int phones = 0;
        int edits = 0;
        List<String> differing = new ArrayList<>();
        for (FliteFixture.Entry entry : entries) {
            int d = Edits.between(entry.phones(), frontEnd.analyze(entry.text()).names());
            edits += d;
            phones += entry.phones().size();
            if (d > 0) {
                differing.add(entry.text());
            }
        }
        double agreement = 1 - (double) edits / phones;
        assertTrue(entries.size() >= 300, "sentences: " + entries.size());
        assertTrue(phones > 9000, "phones: " + phones);
        assertTrue(agreement >= 0.999, agreement + " in " + differing);
    }
}
