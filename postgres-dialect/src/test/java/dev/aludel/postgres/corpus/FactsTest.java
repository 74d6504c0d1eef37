package dev.aludel.postgres.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How failures of one cause come to read alike. */
class FactsTest {

    private static final Facts TABLE = facts("table public.t", "column public.t.a type integer");

    @Test
    void whatIsMissingTakesItsPartsAlong() {
        Facts view = with(
                "view public.v",
                "column public.v.a type integer",
                "view public.v owner postgres",
                "comment on view public.v is 'v'");
        assertThat(view.reason(TABLE)).isEqualTo("fact: view missing");
        Facts function = with("function public.f(numeric, text)", "grant on function public.f(numeric, text) r=X/r");
        assertThat(TABLE.reason(function)).isEqualTo("fact: function surplus");
        assertThat(with("column public.t.b type text", "foreign data wrapper w").reason(TABLE))
                .isEqualTo("fact: column missing, foreign data wrapper missing");
    }

    @Test
    void whatDiffersIsToldByItsAspect() {
        Facts retyped = facts("table public.t", "column public.t.a type text", "table public.t row security");
        assertThat(retyped.reason(TABLE)).isEqualTo("fact: column differs: type, table differs: row security");
        assertThat(with("grant on table public.t a=r/p").reason(with("grant on table public.t a=rw/p")))
                .isEqualTo("fact: grant on table missing, grant on table surplus");
        assertThat(with("comment on materialized view public.m is 'm'").reason(TABLE))
                .isEqualTo("fact: comment on materialized view missing");
    }

    @Test
    void subscriptionsAndSettingsAreNothingThatADiffManages() {
        Facts all = with("subscription s owner o", "comment on subscription s is 's'", "database setting all a=1");
        assertThat(all.managed()).isEqualTo(TABLE);
        assertThat(all.unmanaged().kinds()).isEqualTo("comment on subscription, database setting, subscription");
    }

    @Test
    void messagesLoseTheirNames() {
        var unknown =
                new SQLException("ERROR: function public.f(integer, text) does not exist\n  Position: 9", "42883");
        assertThat(Reasons.of(unknown)).isEqualTo("42883 function …(…) does not exist");
        var needed = new SQLException("ERROR: cannot drop table t because \"v\" needs 2 of it", "2BP01");
        assertThat(Reasons.of(needed)).isEqualTo("2BP01 cannot drop table … because … needs # of it");
    }

    private static Facts facts(String... facts) {
        return new Facts(Arrays.stream(facts).sorted().toList());
    }

    private static Facts with(String... more) {
        var all = new ArrayList<>(TABLE.all());
        all.addAll(List.of(more));
        return facts(all.toArray(String[]::new));
    }
}
