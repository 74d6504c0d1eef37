package dev.aludel.testing;

import org.jspecify.annotations.Nullable;

/** A test server could not be started, or refused what a test asked of it. The cause, if any, is the server's own error. */
public final class TestServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
