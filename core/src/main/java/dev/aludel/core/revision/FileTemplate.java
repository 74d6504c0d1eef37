package dev.aludel.core.revision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How new files are called, as Alembic's {@code file_template} says it: {@code %(rev)s}, {@code %(slug)s},
 * {@code %(epoch)s}, {@code %(year)d}, {@code %(month).2d}, {@code %(day).2d}, {@code %(hour).2d}, {@code %(minute).2d},
 * {@code %(second).2d}, and {@code %%} for a percent sign. A {@code /} makes folders below the directory of revisions; no
 * template, id or message ever leads out of it.
 *
 * <p>For Java the name is made an identifier: what no identifier can have becomes {@code _}, and where the template does not
 * begin with a letter of its own, {@code R} stands first.
 *
 * @param text       the template
 * @param zone       of the dates
 * @param slugLength how many characters of the message are used at most
 */
public record FileTemplate(String text, ZoneId zone, int slugLength) {

    private static final List<String> FIELDS =
            List.of("rev", "slug", "epoch", "year", "month", "day", "hour", "minute", "second");

    private static final Set<String> WORDS = Set.of("rev", "slug");

    private static final Pattern FIELD = Pattern.compile("%(?:%|\\((\\w+)\\)(0?\\d?|\\.\\d)([ds])|.?)", Pattern.DOTALL);

    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\\\:*?\"<>|]");

    /** In bytes; file systems take 255, and tools add endings. */
    private static final int LENGTH = 200;

    /** {@code <id>_<slug>}, dates in UTC, 40 characters of the message. */
    public static final FileTemplate DEFAULT = of("%(rev)s_%(slug)s");

    /**
     * @throws IllegalArgumentException if the template has an unknown field or leads out of the directory
     */
    public FileTemplate {
        if (slugLength < 1) {
            throw new IllegalArgumentException("file template: the slug needs 1 character or more, got " + slugLength);
        }
        String sample = FIELD.matcher(text).replaceAll(field -> field(field, text));
        if (UNSAFE.matcher(sample).find()) {
            throw wrong(text, "holds a character that names of files cannot have");
        }
        for (String part : sample.split("/", -1)) {
            if (part.isBlank() || part.strip().matches("\\.+")) {
                throw wrong(text, "leads out of the directory of revisions, or has an empty name");
            }
        }
    }

    public static FileTemplate of(String text) {
        return new FileTemplate(text, ZoneOffset.UTC, 40);
    }

    public FileTemplate withZone(ZoneId value) {
        return new FileTemplate(text, value, slugLength);
    }

    public FileTemplate withSlugLength(int value) {
        return new FileTemplate(text, zone, value);
    }

    /** Does it make folders? Then revisions are read from folders too. */
    public boolean hasFolders() {
        return text.contains("/");
    }

    /** The names of the folders, if any, and of the file, without what comes after the last dot. */
    List<String> path(RevisionInfo info, RevisionFormat format) {
        int length = slugLength;
        while (true) {
            var path = path(info, format, slug(info.message(), length));
            int over = path.stream()
                            .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length)
                            .max()
                            .orElse(0)
                    + ".java".length()
                    - LENGTH;
            if (over <= 0) {
                return path;
            } else if (length == 0) {
                throw wrong(text, "makes a name of more than " + LENGTH + " bytes for revision " + info.id());
            }
            length = Math.max(0, Math.min(length, slug(info.message(), length).length()) - over);
        }
    }

    private List<String> path(RevisionInfo info, RevisionFormat format, String slug) {
        ZonedDateTime at = (info.created() == null ? Instant.EPOCH : info.created()).atZone(zone);
        UnaryOperator<String> value = field -> switch (field) {
            case "rev" -> info.id();
            case "slug" -> slug;
            case "epoch" -> Long.toString(at.toEpochSecond());
            case "year" -> Integer.toString(at.getYear());
            case "month" -> Integer.toString(at.getMonthValue());
            case "day" -> Integer.toString(at.getDayOfMonth());
            case "hour" -> Integer.toString(at.getHour());
            case "minute" -> Integer.toString(at.getMinute());
            default -> Integer.toString(at.getSecond());
        };
        var path = new ArrayList<String>();
        var names = text.split("/");
        for (int i = 0; i < names.length; i++) {
            boolean isFile = i == names.length - 1;
            String name = FIELD.matcher(names[i])
                    .replaceAll(field -> field.group(1) == null ? "%" : filled(field, value.apply(field.group(1))))
                    .strip()
                    .replaceAll("[_.-]+$", "");
            if (name.isEmpty() && isFile) {
                name = info.id();
            }
            if (!name.isEmpty()) {
                path.add(format == RevisionFormat.JAVA ? identifier(name, names[i], isFile) : name);
            }
        }
        return path;
    }

    private static String identifier(String name, String template, boolean isClass) {
        String word = name.replaceAll("[^0-9A-Za-z_]", "_");
        if (isClass) {
            return Character.isLetter(template.charAt(0)) ? word : "R" + word;
        }
        return Character.isDigit(word.charAt(0)) ? "_" + word : word;
    }

    /** As Python's {@code %}: {@code .2} and {@code 02} are both two digits at least. */
    private static String filled(MatchResult field, String value) {
        String format = field.group(2).replace(".", "").replaceFirst("^0", "");
        int width = format.isEmpty() ? 0 : Integer.parseInt(format);
        return WORDS.contains(field.group(1)) ? value : "0".repeat(Math.max(0, width - value.length())) + value;
    }

    private static String field(MatchResult field, String text) {
        if (field.group(0).equals("%%")) {
            return "x";
        }
        String name = field.group(1);
        if (name == null
                || !FIELDS.contains(name)
                || WORDS.contains(name) && !field.group(3).equals("s")) {
            throw wrong(
                    text,
                    "has \"" + field.group(0) + "\", which is no field; known are %(rev)s %(slug)s %(epoch)s %(year)d"
                            + " %(month).2d %(day).2d %(hour).2d %(minute).2d %(second).2d");
        }
        return "x";
    }

    /** The message as part of a file's name: {@code a-z 0-9 _} only. */
    static String slug(String message, int length) {
        String words =
                message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return (words.length() > length ? words.substring(0, length) : words).replaceAll("_+$", "");
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("the file template \"" + Text.oneLine(text) + "\" " + why);
    }
}
