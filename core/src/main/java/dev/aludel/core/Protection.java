package dev.aludel.core;

import dev.aludel.core.dialect.ServerInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where nothing is destroyed by mistake: in protected environments, and on other machines of which nobody says what they are for. */
public final class Protection {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?)(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    private Protection() {}

    /** In words, to follow "is"; empty where nothing is protected. */
    public static Optional<String> of(Settings settings, ServerInfo server) {
        if (settings.environment().isEmpty()) {
            return isLoopback(server)
                    ? Optional.empty()
                    : Optional.of("on another machine in an environment that has no name (ALUDEL_ENVIRONMENT)");
        }
        String name = settings.environment().get().toLowerCase(Locale.ROOT);
        return settings.protectedEnvironments().stream()
                        .anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(name))
                ? Optional.of("protected")
                : Optional.empty();
    }

    /** Is the server on this machine, as the URL says? Several hosts are not. */
    public static boolean isLoopback(ServerInfo server) {
        return LOOPBACK.matcher(server.host()).matches();
    }
}
