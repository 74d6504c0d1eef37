package dev.aludel.core.schema;

import java.util.HashSet;
import java.util.Set;

/**
 * Something about an object that a statement of its own sets and another one takes back: a privilege, an owner, row
 * security, a storage parameter.
 *
 * @param on    what it is about
 * @param key   what is set, in words, once for each object: {@code fillfactor}, {@code select for app}
 * @param set   the statement that sets it
 * @param reset the statement that takes it back, to what a new object has; empty where nothing has to be done
 */
public record Setting(ObjectId on, String key, String set, String reset) implements About {

    /** The key of whose the object is; what is said of that one, in a key that ends like this, comes later. */
    public static final String OWNER = "owner";

    static final String START = "set ";

    static final String OF = " of ";

    public static ObjectId id(ObjectId on, String key) {
        return new ObjectId(START + key + OF + on.kind(), on.name(), on.member());
    }

    @Override
    public ObjectId id() {
        return id(on, key);
    }

    @Override
    public Set<ObjectId> needs(SchemaModel model) {
        var needs = new HashSet<>(Mentions.in(set, model, on, false));
        if (on.kind().equals(Table.KIND) || on.isMember()) {
            needs.addAll(Mentions.membersIn(set, model, on.name()));
        }
        needs.addAll(About.super.needs(model));
        ObjectId owner = id(on, OWNER);
        if (key.endsWith(" " + OWNER) && model.contains(owner)) {
            needs.add(owner);
        }
        return needs;
    }

    /** Is this a flaw that nobody sets and that is only taken back, such as an index that is not valid? */
    public boolean isFlaw() {
        return set.isBlank();
    }

    @Override
    public boolean canBecome(SchemaObject after) {
        return after instanceof Setting;
    }

    @Override
    public Setting follow(Renaming renaming) {
        return new Setting(
                renaming.id(on), key, Mentions.follow(set, renaming, on), Mentions.follow(reset, renaming, on));
    }

    @Override
    public String details() {
        return isFlaw() ? "" : set;
    }
}
