package dev.aludel.postgres.run;

import dev.aludel.core.op.Operations;
import dev.aludel.core.revision.Migration;
import dev.aludel.core.revision.Revision;

/** Revision classes that are wrong in one way each. */
final class Broken {

    private Broken() {}

    @Revision(id = "cccc", message = "throws when made")
    public static final class Constructor implements Migration {
        public Constructor() {
            throw new IllegalStateException("no luck today");
        }

        @Override
        public void upgrade(Operations op) {}
    }

    @Revision(id = "cccc", message = "throws when asked")
    public static final class Upgrade implements Migration {
        @Override
        public void upgrade(Operations op) {
            throw new IllegalStateException("no luck today");
        }
    }

    @Revision(id = "cccc", message = "fails an assertion")
    public static final class Assertion implements Migration {
        @Override
        public void upgrade(Operations op) {
            throw new AssertionError("no luck today");
        }
    }

    @Revision(id = "cccc", message = "cannot be initialised")
    public static final class Initialiser implements Migration {
        private static final int NUMBER = Integer.parseInt("no number");

        @Override
        public void upgrade(Operations op) {
            op.execute("SELECT " + NUMBER);
        }
    }

    @Revision(id = "cccc")
    private static final class Hidden implements Migration {
        private Hidden() {}

        @Override
        public void upgrade(Operations op) {}
    }

    static Class<?> hidden() {
        return Hidden.class;
    }

    @Revision(id = "Not An Id")
    public static final class BadId implements Migration {
        @Override
        public void upgrade(Operations op) {}
    }

    @Revision(id = "cccc", created = "yesterday")
    public static final class BadCreated implements Migration {
        @Override
        public void upgrade(Operations op) {}
    }

    @Revision(id = "cccc", labels = "two words")
    public static final class BadLabel implements Migration {
        @Override
        public void upgrade(Operations op) {}
    }

    @Revision(id = "cccc")
    public static final class NoMigration {}

    public static final class NoAnnotation implements Migration {
        @Override
        public void upgrade(Operations op) {}
    }
}
