package dev.aludel.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page around the data, put together from the resources. A policy in its head lets it run its own scripts, which are known
 * by their hashes, and load nothing from anywhere: whatever the data says, nothing of it can do either.
 */
final class Page {

    private static final List<String> STYLES = List.of("colours", "page", "parts", "pictures");

    private static final List<String> SCRIPTS = List.of(
            "dom",
            "overview",
            "lanes",
            "revisions",
            "layout",
            "picture",
            "tables",
            "plan",
            "timeline",
            "journal",
            "search",
            "main");

    private static final String LIBRARIES = "lib/";

    private Page() {}

    /** @param json that can stand within a script element */
    static String of(String title, String json) {
        String d3 = library("d3/d3.min.js");
        String styles =
                STYLES.stream().map(name -> read("css/" + name + ".css")).collect(Collectors.joining("\n"));
        String own = "\"use strict\";\n(function () {\n"
                + SCRIPTS.stream().map(name -> read("js/" + name + ".js")).collect(Collectors.joining("\n"))
                + "})();\n";
        // one pass: what comes in is not looked through for further places
        return read("page.html")
                .lines()
                .map(line -> switch (line.strip()) {
                    case "@policy" -> policy(styles, d3, own);
                    case "@title" -> "<title>" + escaped(title) + " – Aludel report</title>";
                    case "@styles" -> "<style>" + styles + "</style>";
                    case "@data" -> "<script type=\"application/json\" id=\"data\">" + json + "</script>";
                    case "@d3" -> "<script>" + d3 + "</script>";
                    case "@scripts" -> "<script>" + own + "</script>";
                    case "@licences" -> "<h3>d3</h3>\n<pre>" + escaped(library("d3/LICENSE")) + "</pre>";
                    default -> line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String policy(String styles, String... scripts) {
        String hashes = List.of(scripts).stream().map(Page::hash).collect(Collectors.joining(" "));
        return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " + hashes
                + "; style-src " + hash(styles) + "; base-uri 'none'; form-action 'none'\">";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String library(String name) {
        return read(LIBRARIES + name);
    }

    /** Line ends as HTML has them, so that the hash is that of what the browser sees. */
    private static String read(String name) {
        try (var in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("dev/aludel/report/" + name + " is not in the jar; build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the page cannot be read", e);
        }
    }
}
