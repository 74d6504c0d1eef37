package dev.aludel.postgres;

import dev.aludel.core.schema.Name;
import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.Sequence;
import dev.aludel.core.schema.SequenceOptions;
import dev.aludel.core.schema.SequenceOwner;
import dev.aludel.core.schema.Setting;
import dev.aludel.core.schema.SqlTokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code SEQUENCE}. */
final class SequenceDdl {

    /**
     * How a sequence is to count.
     *
     * @param type   empty when nothing is said
     * @param values by the first word of the clause; no value where there is to be none
     */
    record Clauses(String type, Map<String, Optional<Long>> values) {

        static Clauses none() {
            return new Clauses("", Map.of());
        }

        /**
         * Reads up to what is no such clause.
         *
         * @param set what stands before each: {@code set}, or nothing
         */
        static Clauses read(TokenCursor cursor, String set) {
            var values = new HashMap<String, Optional<Long>>();
            String type = "";
            while (!cursor.atEnd() && !cursor.is("owned")) {
                if (cursor.skip("restart")) {
                    cursor.skip("with");
                    if (isNumber(cursor)) {
                        number(cursor);
                    }
                    continue;
                }
                if (!set.isEmpty()) {
                    cursor.expect(set);
                }
                String word = cursor.next();
                boolean none = word.equals("no");
                word = none ? cursor.next() : word;
                switch (word) {
                    case "as" -> type = SqlTypes.normal(cursor.next());
                    case "cycle" -> values.put(word, Optional.of(none ? 0L : 1L));
                    case "increment", "minvalue", "maxvalue", "start", "cache" -> {
                        cursor.skip(word.equals("increment") ? "by" : "with");
                        values.put(word, none ? Optional.empty() : Optional.of(number(cursor)));
                    }
                    default -> throw Ddl.unknown("\"" + word + "\" of a sequence is not understood");
                }
            }
            return new Clauses(type, values);
        }

        private static boolean isNumber(TokenCursor cursor) {
            return !cursor.atEnd()
                    && (cursor.is("-") || cursor.is("+") || cursor.token().kind() == SqlTokens.Kind.NUMBER);
        }

        private static long number(TokenCursor cursor) {
            boolean negative = cursor.skip("-");
            cursor.skip("+");
            return Long.parseLong((negative ? "-" : "") + cursor.next());
        }

        private long value(String word, long otherwise) {
            return values.getOrDefault(word, Optional.empty()).orElse(otherwise);
        }

        /** Of a new sequence ({@code init_params} in the server's sequence.c). */
        SequenceOptions made(String typeOfColumn) {
            String of = type.isEmpty() ? typeOfColumn : type;
            long increment = value("increment", 1);
            var plain = SequenceOptions.of(of, 1, increment);
            long min = value("minvalue", plain.min());
            long max = value("maxvalue", plain.max());
            return new SequenceOptions(
                    of,
                    value("start", increment > 0 ? min : max),
                    increment,
                    min,
                    max,
                    value("cache", 1),
                    value("cycle", 0) == 1);
        }

        /** Of one that is there. */
        SequenceOptions changed(SequenceOptions before) {
            var from = SequenceClauses.retyped(before, type.isEmpty() ? before.type() : type);
            long increment = value("increment", from.increment());
            var plain = SequenceOptions.of(from.type(), 1, increment);
            return new SequenceOptions(
                    from.type(),
                    value("start", from.start()),
                    increment,
                    value("minvalue", values.containsKey("minvalue") ? plain.min() : from.min()),
                    value("maxvalue", values.containsKey("maxvalue") ? plain.max() : from.max()),
                    value("cache", from.cache()),
                    value("cycle", from.cycle() ? 1 : 0) == 1);
        }
    }

    private final Ddl ddl;
    private final TokenCursor cursor;

    SequenceDdl(Ddl ddl) {
        this.ddl = ddl;
        this.cursor = ddl.cursor;
    }

    void create(boolean temporary, boolean unlogged) {
        boolean optional = ddl.ifNotExists();
        Name name = ddl.name();
        if (temporary || optional && ddl.model().contains(Sequence.id(name))) {
            return;
        }
        if (ddl.relation(name).isPresent() || ddl.ofIndex(name).isPresent()) {
            throw Ddl.unknown("something else is called " + name);
        }
        ddl.add(new Sequence(name, Clauses.read(cursor, "").made("bigint")));
        owned(name);
        if (unlogged) {
            new SettingDdl(ddl).unlogged(Sequence.id(name), "SEQUENCE " + Sql.reference(name));
        }
        new PrivilegeDdl(ddl).byDefault(Sequence.id(name), "SEQUENCES");
    }

    void alter() {
        boolean optional = ddl.ifExists();
        Name name = ddl.name();
        ObjectId id = Sequence.id(name);
        if (optional && !ddl.model().contains(id)) {
            throw Ddl.unknown("a sequence that is not in the model may be that of a column");
        }
        Sequence sequence = (Sequence) ddl.find(id);
        if (cursor.skip("rename", "to")) {
            String to = cursor.ident();
            cursor.end();
            ddl.rename(id, Sequence.id(Name.of(name.schema(), to)));
        } else if (cursor.is("set")) {
            set(sequence);
        } else if (cursor.skip("owner")) {
            new SettingDdl(ddl).owner(id, "SEQUENCE " + Sql.reference(name), cursor);
        } else {
            ddl.replace(new Sequence(name, Clauses.read(cursor, "").changed(sequence.options())));
            owned(name);
        }
    }

    private void set(Sequence sequence) {
        Name name = sequence.name();
        cursor.next();
        if (cursor.skip("schema")) {
            Name to = ddl.scope.relative(name.inSchema(cursor.ident()));
            cursor.end();
            ddl.rename(sequence.id(), Sequence.id(to));
            return;
        }
        boolean unlogged = cursor.skip("unlogged");
        if (!unlogged) {
            cursor.expect("logged");
        }
        cursor.end();
        ddl.remove(Setting.id(sequence.id(), SettingSupport.UNLOGGED));
        if (unlogged) {
            new SettingDdl(ddl).unlogged(sequence.id(), "SEQUENCE " + Sql.reference(name));
        }
    }

    /** {@code OWNED BY}: a sequence has one owner at most. */
    private void owned(Name sequence) {
        if (!cursor.skip("owned", "by")) {
            cursor.end();
            return;
        }
        var path = cursor.path();
        cursor.end();
        owners(ddl, sequence);
        if (path.size() > 1) {
            Name table = ddl.scope.relative(TokenCursor.name(path.subList(0, path.size() - 1)));
            ddl.add(new SequenceOwner(
                    sequence,
                    table,
                    ddl.column(table, path.get(path.size() - 1)).name()));
        } else if (!path.get(0).equals("none")) {
            throw Ddl.unknown("a column is missing");
        }
    }

    /** Takes a sequence from the column that owns it. */
    static void owners(Ddl ddl, Name sequence) {
        ddl.model().tables().stream()
                .flatMap(table -> table.members(SequenceOwner.class).stream())
                .filter(owner -> owner.sequence().equals(sequence))
                .toList()
                .forEach(owner -> ddl.remove(owner.id()));
    }
}
