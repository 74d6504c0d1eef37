package dev.aludel.core.revision;

import dev.aludel.core.error.RevisionException;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A revision written as a class. The class is not initialised before its body is asked for. */
final class JavaRevision implements RevisionScript {

    private final RevisionInfo info;
    private final Supplier<Migration> migration;

    private JavaRevision(RevisionInfo info, Supplier<Migration> migration) {
        this.info = info;
        this.migration = migration;
    }

    static JavaRevision of(Migration migration) {
        return new JavaRevision(info(migration.getClass()), () -> migration);
    }

    static JavaRevision of(Class<?> type) {
        return new JavaRevision(info(type), () -> instance(type));
    }

    private static RevisionInfo info(Class<?> type) {
        Revision header = type.getAnnotation(Revision.class);
        if (header == null || !Migration.class.isAssignableFrom(type)) {
            throw unreadable(type.getName() + ": a revision class needs @Revision and implements Migration", null);
        }
        return new RevisionInfo(
                header.id(),
                List.of(header.revises()),
                List.of(header.dependsOn()),
                List.of(header.labels()),
                List.of(header.replaces()),
                header.message(),
                created(header.created(), type),
                type.getName());
    }

    private static @Nullable Instant created(String text, Class<?> type) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw unreadable(
                    type.getName() + ": created = \"" + Text.oneLine(text)
                            + "\" is not an instant such as 2026-11-21T10:15:30Z",
                    e);
        }
    }

    private static Migration instance(Class<?> type) {
        try {
            return (Migration) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unreadable(
                    type.getName() + ": cannot be made: " + cause,
                    "a revision is a public class with a public constructor without parameters, and a"
                            + " modular application opens its package to dev.aludel.core",
                    e);
        }
    }

    private static RevisionException unreadable(String message, @Nullable Throwable cause) {
        return unreadable(message, "", cause);
    }

    private static RevisionException unreadable(String problem, String remedy, @Nullable Throwable cause) {
        return new RevisionException(RevisionException.Reason.UNREADABLE, problem, remedy, List.of(), cause);
    }

    @Override
    public RevisionInfo info() {
        return info;
    }

    @Override
    public List<Operation> upgrade(UnaryOperator<String> normalType) {
        var operations = new Operations(normalType);
        migration.get().upgrade(operations);
        return operations.recorded();
    }

    @Override
    public Map<String, String> properties() {
        return migration.get().properties();
    }

    @Override
    public List<Operation> downgrade(UnaryOperator<String> normalType) {
        var operations = new Operations(normalType);
        migration.get().downgrade(operations);
        return operations.recorded();
    }
}
