package dev.aludel.core.revision;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text around a new revision, which is the user's to change: whatever surrounds the placeholders is kept as it is.
 *
 * <p>Java: <code>${package} ${imports} ${annotation} ${class} ${upgrade} ${downgrade} ${properties}</code> are code, the
 * last three whole methods, and each must be there. SQL: <code>${header} ${upgrade} ${downgrade} ${properties}</code>, the
 * header and properties being comments; each must be there, and so must the lines {@code -- upgrade} and
 * {@code -- downgrade}.
 *
 * <p>Both may say <code>${id} ${revises} ${depends_on} ${labels} ${replaces} ${created}</code>, which are plain words,
 * and <code>${message}</code>: in Java a string with its quotes, in SQL one line that belongs into a comment. What a placeholder
 * stands for is put in once and never looked at again: nothing that a message says becomes code.
 *
 * @param format the language that it is a template for
 */
public record RevisionTemplate(RevisionFormat format, String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\n]*)}");

    private static final List<String> WORDS =
            List.of("message", "id", "revises", "depends_on", "labels", "replaces", "created");

    public static final RevisionTemplate JAVA = new RevisionTemplate(RevisionFormat.JAVA, """
            ${package}${imports}
            ${annotation}
            public final class ${class} implements Migration {

            ${upgrade}
            ${downgrade}${properties}}
            """);

    public static final RevisionTemplate SQL = new RevisionTemplate(RevisionFormat.SQL, """
            ${header}
            -- upgrade
            ${upgrade}
            -- downgrade
            ${downgrade}${properties}""");

    /**
     * @throws IllegalArgumentException if a placeholder is unknown, or one is missing
     */
    public RevisionTemplate {
        var needed = new TreeSet<>(
                format == RevisionFormat.JAVA
                        ? List.of("package", "imports", "annotation", "class", "upgrade", "downgrade", "properties")
                        : List.of("header", "upgrade", "downgrade", "properties"));
        var known = new TreeSet<>(needed);
        known.addAll(WORDS);
        PLACEHOLDER.matcher(text).results().forEach(found -> {
            if (!known.contains(found.group(1))) {
                throw new IllegalArgumentException("the template for revisions in " + format + " has \""
                        + Text.oneLine(found.group()) + "\"; known are " + String.join(", ", known));
            }
            needed.remove(found.group(1));
        });
        if (!needed.isEmpty()) {
            throw new IllegalArgumentException("the template for revisions in " + format + " lacks "
                    + String.join(", ", needed) + "; write each as ${…}");
        }
    }

    /** What is used where users have no template of their own. */
    public static RevisionTemplate of(RevisionFormat format) {
        return format == RevisionFormat.JAVA ? JAVA : SQL;
    }

    /** One pass: what is put in is not searched for placeholders. */
    String fill(Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
