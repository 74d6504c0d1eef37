package dev.aludel.junit;

import dev.aludel.diff.SchemaDiff;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a difference. */
public final class SchemaDiffAssert extends AbstractAssert<SchemaDiffAssert, SchemaDiff> {

    SchemaDiffAssert(SchemaDiff actual) {
        super(actual, SchemaDiffAssert.class);
    }

    /** Nothing differs, nothing is in question and nothing was left undecided; the message is {@link SchemaDiff#describe}. */
    public SchemaDiffAssert isEmpty() {
        isNotNull();
        if (!actual.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected no difference, but there is:\n"
                            + actual.describe().strip());
        }
        return this;
    }

    /** Something differs, is in question or was left undecided. */
    public SchemaDiffAssert isNotEmpty() {
        isNotNull();
        if (actual.isEmpty()) {
            failWithMessage("expected a difference, but there is none");
        }
        return this;
    }
}
