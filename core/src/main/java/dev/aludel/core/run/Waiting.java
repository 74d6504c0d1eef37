package dev.aludel.core.run;

import dev.aludel.core.dialect.TransactionSettings;
import dev.aludel.core.error.LockTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's waiting for others, and what people are told of it. */
final class Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final Duration TELL = Duration.ofSeconds(2);

    private final Account account;
    private final Patience patience;
    private Duration told = Duration.ZERO;
    private String why = "";

    Waiting(Duration limit, Account account) {
        this.account = account;
        this.patience = new Patience(limit);
    }

    /** What was waited for came. */
    void end() {
        tellHowLong();
        patience.begin();
        told = Duration.ZERO;
    }

    /** At the end of a run. */
    void tellHowLong() {
        if (!isForNothing()) {
            account.waited(patience.waited());
            why = "";
        }
    }

    boolean isForNothing() {
        return why.isEmpty();
    }

    Patience patience() {
        return patience;
    }

    /** How patient a transaction is; the last try must not go on for long after the wait is over. */
    TransactionSettings limits(RunSettings settings) {
        Duration left = patience.left().plusMillis(1);
        Duration lock = settings.lockTimeout();
        return new TransactionSettings(
                isForNothing() || !lock.isZero() && lock.compareTo(left) < 0 ? lock : left,
                settings.statementTimeout());
    }

    /** Waits a little, outside of any transaction; gives up when the wait is over. */
    void pause(String reason, @Nullable Throwable cause) {
        why = reason;
        Duration waited = patience.waited();
        if (patience.isOver()) {
            throw new LockTimeoutException(
                    why + "; gave up after " + waited.toMillis() + " ms. " + account.kept()
                            + "; try again, or raise the lock wait",
                    waited,
                    cause);
        }
        if (waited.minus(told).compareTo(TELL) > 0) {
            told = waited;
            LOG.info("waiting for {} s: {}", waited.toSeconds(), why);
            account.tell(listener -> listener.waiting(reason, waited));
        }
        try {
            patience.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    /** Lets others have their turn. */
    void rest(int millis) throws SQLException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Canceller.requireUninterrupted();
    }

    LockTimeoutException interrupted(Exception e) {
        Duration waited = patience.waited();
        return new LockTimeoutException(
                why + "; interrupted after waiting for " + waited.toMillis() + " ms. " + account.kept(), waited, e);
    }
}
