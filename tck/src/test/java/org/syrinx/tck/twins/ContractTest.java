package org.syrinx.tck.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.syrinx.tck.samples.EnvelopeSpace;
import org.syrinx.tck.samples.HalvingDenoiser;
import org.syrinx.tck.samples.MeanFinder;
import org.syrinx.tck.samples.SpellingEncoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/**
 * The tests of the contract's tests: what keeps the contract passes, and for each clause there is
 * something that breaks it and is caught.
 */
class ContractTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "contract.md");

    private static final List<Class<?>> ROLES =
            List.of(
                    Subjects.OfVocoder.class,
                    Subjects.OfEncoder.class,
                    Subjects.OfLatentSpace.class,
                    Subjects.OfDenoiser.class,
                    Subjects.OfFinder.class);

    static Stream<Twin> broken() {
        return Stream.of(
                        StageTwins.all(),
                        VocoderTwins.all(),
                        DenoiserTwins.all(),
                        InputTwins.all(),
                        BundleTwins.all())
                .flatMap(List::stream);
    }

    static Stream<Twin> good() {
        return Stream.of(
                good(Subjects.OfVocoder.class, HumVocoder::new),
                good(Subjects.OfEncoder.class, SpellingEncoder::new),
                good(Subjects.OfLatentSpace.class, EnvelopeSpace::new),
                good(Subjects.OfDenoiser.class, HalvingDenoiser::new),
                good(Subjects.OfFinder.class, MeanFinder::new),
                BundleTwins.good(),
                BundleTwins.goodFamily());
    }

    private static Twin good(Class<?> contract, Supplier<?> make) {
        return new Twin(contract.getSimpleName(), contract, make);
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatKeepsTheContractPassesEveryClause(Twin twin) {
        twin.bring();
        Map<String, TestExecutionResult> outcomes = Runs.all(twin.contract());
        assertTrue(outcomes.size() > 15, "only " + outcomes.keySet());
        outcomes.forEach(
                (clause, result) ->
                        assertTrue(
                                result.getStatus() != Status.FAILED,
                                () -> clause + ": " + result.getThrowable().orElseThrow()));
        Set<String> skipped =
                outcomes.entrySet().stream()
                        .filter(e -> e.getValue().getStatus() == Status.ABORTED)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new));
        skipped.removeIf(c -> c.equals("D-9")); // for denoisers without a bottleneck
        boolean bundle = twin.contract() == Subjects.OfBundle.class;
        boolean family = twin.contract() == Subjects.OfFamily.class;
        skipped.removeIf(c -> c.startsWith("F") && !family);
        skipped.removeIf(c -> c.startsWith("B") && !family && !bundle);
        assertEquals(Set.of(), skipped, "clauses that were skipped");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatBreaksAClauseIsCaughtByItsTest(Twin twin) {
        twin.bring();
        TestExecutionResult result = Runs.one(twin.contract(), twin.clause());
        assertEquals(Status.FAILED, result.getStatus(), twin.clause() + " does not notice");
        Throwable why = result.getThrowable().orElseThrow();
        assertTrue(
                why instanceof AssertionError || thrownByATwin(why),
                () -> twin.clause() + " fails by accident: " + why);
    }

    private static boolean thrownByATwin(Throwable t) {
        return t != null
                && (Stream.of(t.getStackTrace()).anyMatch(f -> f.getClassName().contains("Twins"))
                        || thrownByATwin(t.getCause()));
    }

    @Test
    void everyClauseOfTheDocumentHasATestAndABrokenTwinAndTheOtherWayRound() throws IOException {
        Set<String> written = new TreeSet<>();
        Matcher m =
                Pattern.compile("(?m)^\\* \\*\\*([A-Z]-\\d+)\\*\\* (\\S.*)$")
                        .matcher(Files.readString(DOCUMENT));
        while (m.find()) {
            assertTrue(written.add(m.group(1)), "two clauses " + m.group(1));
        }
        assertFalse(written.isEmpty(), "no clause in " + DOCUMENT);
        Map<String, String> tests = new TreeMap<>();
        for (Class<?> role : ROLES) {
            Runs.clauses(role)
                    .forEach(
                            (clause, method) -> {
                                String test = method.toString();
                                String other = tests.put(clause, test);
                                assertTrue(other == null || other.equals(test), clause);
                            });
        }
        assertEquals(written, tests.keySet(), "clauses with a test");
        List<String> twins = broken().map(Twin::clause).sorted().toList();
        assertEquals(written, new TreeSet<>(twins), "clauses with a broken twin");
        assertEquals(twins.size(), new TreeSet<>(twins).size(), "one twin for each clause");
    }
}
