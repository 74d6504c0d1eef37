package dev.aludel.core.error;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted cannot be read: a mapping that the ORM rejects, a type that nobody knows, no entity at all; SQL beside the
 * entities that makes nothing a model can have.
 */
public final class ModelException extends MigrationException {

    private static final long serialVersionUID = 1L;

    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "model";
    }
}
