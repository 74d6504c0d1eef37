package dev.aludel.postgres;

import dev.aludel.core.dialect.LockLevel;
import dev.aludel.core.dialect.Scope;
import dev.aludel.core.dialect.Statement;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SequenceOwner;
import java.util.List;

/** {@code OWNED BY}: a sequence that goes with its column. Read together with the sequences. */
final class SequenceOwnerSupport implements FixedSupport<SequenceOwner> {

    @Override
    public Class<SequenceOwner> type() {
        return SequenceOwner.class;
    }

    @Override
    public List<Statement> create(SequenceOwner owner, Scope scope) {
        return List.of(ownedBy(owner, Sql.name(owner.table(), scope) + "." + Sql.ident(owner.column()), scope)
                .locking(owner.table(), LockLevel.ACCESS_SHARE));
    }

    @Override
    public List<Statement> drop(SequenceOwner owner, Scope scope) {
        return List.of(ownedBy(owner, "NONE", scope));
    }

    private static Statement ownedBy(SequenceOwner owner, String column, Scope scope) {
        return Statement.of("ALTER SEQUENCE " + Sql.name(owner.sequence(), scope) + " OWNED BY " + column)
                .locking(owner.sequence(), LockLevel.SHARE_ROW_EXCLUSIVE);
    }

    @Override
    public List<Statement> rename(ObjectId from, ObjectId to, Scope scope) {
        throw new IllegalArgumentException(from + " has no name of its own; rename its sequence or its column");
    }
}
