package dev.aludel.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ready-made test class: green where all is well, and else red with what a person has to know. */
class AludelContractTest {

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/agreeing")
    static class Agreeing implements AludelContract {}

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/behind")
    static class Behind implements AludelContract {}

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/heads")
    static class Heads implements AludelContract {}

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/broken")
    static class Broken implements AludelContract {}

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/oneway")
    static class OneWay implements AludelContract {}

    @AludelTest(packages = "dev.aludel.junit.shop", locations = "classpath:chains/oneway")
    static class Accepted implements AludelContract {

        @Override
        public String[] accepted() {
            return new String[] {"cccc3333", "dddd4444"};
        }
    }

    @Test
    void isGreenWhereAllIsWell() {
        assertThat(AludelTestTest.failures(Agreeing.class)).isEmpty();
    }

    @Test
    void printsWhatIsInNoRevision() {
        assertThat(AludelTestTest.failures(Behind.class)).containsExactly("""
                        revisionsAndEntitiesAgree(Migrator, Autogen): expected revisions and entities to agree, but these \
                        operations are in no revision:
                        + column invoice.paid boolean not null""");
    }

    @Test
    void namesTheHeads() {
        assertThat(AludelTestTest.failures(Heads.class))
                .containsExactly(
                        "thereIsOneHead(Migrator): multiple head revisions are present: bbbb2222 (add paid) and cccc3333"
                                + " (touch); merge them with: merge bbbb2222 cccc3333, or name one as the target");
    }

    @Test
    void printsWhatIsLeftOver() {
        assertThat(AludelTestTest.failures(Broken.class)).containsExactly("""
                        everyRevisionIsReversible(Migrator): expected every revision to be reversible, but:
                        the downgrade of revision bbbb2222 (add paid) does not lead back to what was there before it
                            + column invoice.paid boolean not null
                            + comment on table invoice 'not paid'""");
    }

    @Test
    void printsWhatIsLostForEver() {
        assertThat(AludelTestTest.failures(OneWay.class)).containsExactlyInAnyOrder("""
                        noRevisionIsMoreHazardousThanAllowed(Plan): expected no hazards above WARN, but there are:
                        cccc3333 (drop note): ERROR LOSES_DATA: all values of column note of invoice are gone
                            ALTER TABLE invoice DROP note""", """
                        everyRevisionIsReversible(Migrator): expected every revision to be reversible, but:
                        revision dddd4444 (forget) cannot be undone: nobody knows what the notes said""");
    }

    @Test
    void leavesAloneWhatSomebodyHasAgreedTo() {
        assertThat(AludelTestTest.failures(Accepted.class)).isEmpty();
    }
}
