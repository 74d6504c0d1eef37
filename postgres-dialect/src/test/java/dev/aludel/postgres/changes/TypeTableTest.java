package dev.aludel.postgres.changes;

import static dev.aludel.core.dialect.Hazard.Kind.LOSES_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.MAY_FAIL_ON_DATA;
import static dev.aludel.core.dialect.Hazard.Kind.REWRITES_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A column of every common type becomes one of every other, there and back, with values at the edges: what is said about it
 * is what the server does. {@code docs/type-changes.md} is made of it.
 */
class TypeTableTest {

    private static final List<TypePair> PAIRS = new ArrayList<>();
    private static Side live;
    private static Side wanted;

    @BeforeAll
    static void measures() throws Exception {
        live = Side.open();
        wanted = Side.open();
        var bench = new TypeBench(live, TypeSamples.ALL);
        for (TypeSamples from : TypeSamples.ALL) {
            PAIRS.addAll(bench.measure(from));
        }
    }

    @AfterAll
    static void closes() throws Exception {
        live.close();
        wanted.close();
    }

    /** For all pairs but the excused; and each excuse is needed. */
    private static void holds(Predicate<TypePair> broken, Function<TypePair, String> why, TypeExcuse... excuses) {
        var breaking = PAIRS.stream().filter(broken).toList();
        for (TypeExcuse excuse : excuses) {
            assertThat(breaking).as("excused: " + excuse.reason()).anyMatch(excuse::isFor);
        }
        assertThat(breaking.stream()
                        .filter(pair -> Arrays.stream(excuses).noneMatch(excuse -> excuse.isFor(pair)))
                        .map(pair -> pair + " " + pair.said() + ": " + why.apply(pair)))
                .isEmpty();
    }

    @Test
    void theServerTakesEveryStatement() {
        holds(pair -> !pair.found().refused().isEmpty(), pair -> pair.found().refused());
        holds(pair -> !pair.found().stopped().isEmpty(), pair -> pair.found().stopped());
    }

    @Test
    void thereIsUsingWhereTheServerNeedsIt() {
        holds(
                pair -> pair.found().plain().isEmpty() != pair.said().using().isEmpty(),
                pair -> pair.found().plain(),
                TypeExcuse.SESSION_ZONE,
                TypeExcuse.DOMAIN);
    }

    @Test
    void saysWhenTheTableIsRewritten() {
        holds(
                pair -> pair.found().rewritten() != pair.said().says(REWRITES_TABLE),
                pair -> pair.found().toString());
        holds(
                pair -> pair.found().scanned() != pair.found().rewritten(),
                pair -> pair.found().toString());
    }

    @Test
    void saysWhenAValueCanBeRefused() {
        holds(
                pair -> !pair.found().failing().isEmpty() && !pair.said().says(MAY_FAIL_ON_DATA),
                pair -> pair.found().failing(),
                TypeExcuse.FAR_DATE);
        holds(
                pair -> pair.found().failing().isEmpty() && pair.said().says(MAY_FAIL_ON_DATA),
                pair -> "all " + pair.found().fitting() + " values are taken",
                TypeExcuse.READ,
                TypeExcuse.LENGTH_OF_TEXT,
                TypeExcuse.DIGITS);
    }

    @Test
    void saysWhenAValueIsLost() {
        holds(
                pair -> !pair.found().lost().isEmpty() && !pair.said().says(LOSES_DATA),
                pair -> pair.found().lost(),
                TypeExcuse.READ,
                TypeExcuse.MIDNIGHT);
        holds(
                pair -> pair.found().lost().isEmpty() && pair.said().says(LOSES_DATA),
                pair -> "all of " + pair.found().fitting() + " come back",
                TypeExcuse.SHORT_TEXT,
                TypeExcuse.SIGN);
    }

    @Test
    void whatIsSaidToFitFits() {
        holds(
                pair -> pair.said().fits()
                        && !(pair.found().lost() + pair.found().failing()).isEmpty(),
                pair -> pair.found().lost() + pair.found().failing(),
                TypeExcuse.FAR_DATE);
    }

    @Test
    void onlyTextDependsOnTheTimeZoneOfTheSession() {
        holds(
                pair -> !pair.found().zoned().isEmpty(),
                pair -> pair.found().zoned(),
                TypeExcuse.READ,
                TypeExcuse.WRITTEN);
    }

    @Test
    void theWayBackRestoresTheType() {
        holds(
                pair -> pair.found().restored().contains(" is not "),
                pair -> pair.found().restored());
    }

    @Test
    void defaultIndexAndCheckAreThereAfterwards() throws Exception {
        var context = new TypeContext(live, wanted, TypeSamples.ALL);
        for (TypeSamples from : TypeSamples.ALL) {
            context.prove(from);
        }
    }

    @Test
    void thePageShowsWhatWasMeasured() throws Exception {
        assumeTrue(Side.major() == 18, "the page is about PostgreSQL 18");
        new TypePage(TypeSamples.ALL, PAIRS).isCurrent();
    }
}
