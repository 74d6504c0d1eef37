package dev.aludel.core.revision;

import dev.aludel.core.op.Operation;
import dev.aludel.core.op.RunSql;
import dev.aludel.core.schema.SqlTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fingerprint of what a revision means: the operations that it records, the tokens of its SQL. White space, comments
 * and line ends do not count; code counts by its name and version.
 */
public final class Checksum {

    /** Leads every checksum, so that another way of computing them can be told apart one day. */
    private static final String ALGORITHM = "1:";

    private Checksum() {}

    public static String of(List<Operation> upgrade) {
        String meaning = upgrade.stream().map(Checksum::meaning).collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(meaning.getBytes(StandardCharsets.UTF_8));
            return ALGORITHM + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String meaning(Operation operation) {
        return operation instanceof RunSql sql
                ? SqlTokens.meaningful(sql.up()).stream()
                        // a function's body is one token
                        .map(token -> token.text().replace("\r\n", "\n"))
                        .collect(Collectors.joining(" "))
                : JavaProse.of(operation);
    }
}
