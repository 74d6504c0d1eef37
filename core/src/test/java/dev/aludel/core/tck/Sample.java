package dev.aludel.core.tck;

import dev.aludel.core.schema.ObjectId;
import dev.aludel.core.schema.SchemaModel;
import dev.aludel.core.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An object to be created, and what it is to become.
 *
 * @param claim    what it is, in words
 * @param since    the first major version of PostgreSQL that has it; 0 for all that are supported
 * @param around   what is there before it
 * @param object   the object
 * @param variants what it is changed into, one after the other and each from {@code object}; each has its id
 */
public record Sample(
        String claim, int since, List<SchemaObject> around, SchemaObject object, List<SchemaObject> variants) {

    public Sample {
        around = List.copyOf(around);
        variants = List.copyOf(variants);
        for (SchemaObject variant : variants) {
            if (!variant.id().equals(object.id())) {
                throw new IllegalArgumentException(variant.id() + " is no variant of " + object.id());
            }
        }
    }

    static Sample of(SchemaObject object, SchemaObject... variants) {
        return new Sample(object.describe(), 0, List.of(), object, List.of(variants));
    }

    Sample amid(SchemaObject... objects) {
        return new Sample(claim, since, List.of(objects), object, variants);
    }

    Sample since(int major) {
        return new Sample(claim, major, around, object, variants);
    }

    ObjectId id() {
        return object.id();
    }

    /** What is there before the object. */
    public SchemaModel before() {
        return SchemaModel.of(around);
    }

    /** With the object. */
    public SchemaModel with() {
        return before().with(object);
    }

    /** With each of the variants in place of the object. */
    public List<SchemaModel> withVariants() {
        var models = new ArrayList<SchemaModel>();
        variants.forEach(variant -> models.add(before().with(variant)));
        return models;
    }

    @Override
    public String toString() {
        return claim;
    }
}
