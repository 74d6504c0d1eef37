package dev.aludel.junit;

import static dev.aludel.junit.AludelAssertions.assertThat;

import dev.aludel.core.Migrator;
import dev.aludel.core.dialect.Hazard;
import dev.aludel.core.run.Plan;
import dev.aludel.diff.Autogen;
import org.junit.jupiter.api.Test;

/** What should be true of the revisions of every project. A class with {@link AludelTest} implements it and is done. */
public interface AludelContract {

    /** The worst hazard that a revision may have without being {@link #accepted()}; rows and values that are lost are worse. */
    default Hazard.Level allowed() {
        return Hazard.Level.WARN;
    }

    /** Ids of revisions of which somebody has agreed that they have worse hazards or cannot be undone. */
    default String[] accepted() {
        return new String[0];
    }

    @Test
    default void thereIsOneHead(Migrator migrator) {
        assertThat(migrator).hasOneHead();
    }

    @Test
    default void revisionsAndEntitiesAgree(Migrator migrator, Autogen entities) {
        assertThat(migrator).isInSyncWith(entities);
    }

    @Test
    default void everyRevisionIsReversible(Migrator migrator) {
        assertThat(migrator).isReversible(accepted());
    }

    @Test
    default void noRevisionIsMoreHazardousThanAllowed(Plan plan) {
        assertThat(plan).hasNoHazardsAbove(allowed(), accepted());
    }
}
