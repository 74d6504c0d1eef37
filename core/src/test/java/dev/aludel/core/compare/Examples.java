package dev.aludel.core.compare;

import dev.aludel.core.op.Definition;
import dev.aludel.core.op.Operation;
import dev.aludel.core.op.Operations;
import dev.aludel.core.schema.SchemaModel;
import java.util.List;
import java.util.function.Consumer;

/** Models and differences in few words. */
final class Examples {

    private Examples() {}

    /** What the words make. */
    static SchemaModel model(Consumer<Operations> words) {
        return after(SchemaModel.empty(), words);
    }

    static SchemaModel after(SchemaModel model, Consumer<Operations> words) {
        var operations = new Operations(type -> type);
        words.accept(operations);
        return fold(model, operations.recorded());
    }

    static SchemaModel fold(SchemaModel model, List<Operation> operations) {
        SchemaModel result = model;
        for (Operation operation : operations) {
            result = operation.applyTo(result);
        }
        return result;
    }

    static SchemaModel table(String name, Definition... members) {
        return model(op -> op.createTable(name, members));
    }

    static List<String> diff(SchemaModel from, SchemaModel to) {
        return diff(from, to, RenameHints.none());
    }

    static List<String> diff(SchemaModel from, SchemaModel to, RenameHints hints) {
        return Differ.diff(from, to, hints).stream().map(Operation::describe).toList();
    }
}
