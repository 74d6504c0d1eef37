package dev.aludel.postgres;

import dev.aludel.core.dialect.Scope;
import dev.aludel.core.error.DialectException;

/** The version of PostgreSQL that brought something. */
enum Since {
    V15(15),
    V17(17),
    V18(18);

    private final int version;

    Since(int version) {
        this.version = version;
    }

    boolean isIn(Scope scope) {
        return scope.majorVersion() >= version;
    }

    /**
     * @throws DialectException if the server is older
     */
    void require(Scope scope, String what) {
        if (!isIn(scope)) {
            throw new DialectException(
                    what + " needs PostgreSQL " + version + " or later; this server is " + scope.majorVersion());
        }
    }
}
