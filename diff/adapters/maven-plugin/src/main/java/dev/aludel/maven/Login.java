package dev.aludel.maven;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** User and password of a server in Maven's {@code settings.xml}. */
record Login(Settings settings, SettingsDecrypter decrypter) {

    /** The URL with both in it. */
    String into(@Nullable String url, String id) throws MojoExecutionException {
        Server written = settings.getServer(id);
        if (written == null) {
            throw new MojoExecutionException(
                    "there is no server \"" + id + "\" in settings.xml; add it, or correct aludel.server");
        }
        if (url == null) {
            throw new MojoExecutionException(
                    "the server \"" + id + "\" says who logs in, but not where; say <url> or aludel.database-url");
        }
        Server server =
                decrypter.decrypt(new DefaultSettingsDecryptionRequest(written)).getServer();
        return url + (url.contains("?") ? "&" : "?") + "user=" + encoded(server.getUsername()) + "&password="
                + encoded(server.getPassword());
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
