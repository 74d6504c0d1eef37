package dev.aludel.core.dialect;

import java.time.Duration;

/**
 * How patient a transaction is.
 *
 * @param lockTimeout      for one table's lock; zero for no limit
 * @param statementTimeout for one statement; zero for no limit
 */
public record TransactionSettings(Duration lockTimeout, Duration statementTimeout) {}
