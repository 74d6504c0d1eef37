package dev.aludel.postgres.mappings;

import static dev.aludel.postgres.mappings.Mapping.mapping;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.time.*;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Length;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.FractionalSeconds;
import org.hibernate.annotations.JavaType;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.TimeZoneColumn;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;
import org.hibernate.type.descriptor.java.BooleanJavaType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an attribute's type becomes. */
class TypesTest {

    @TestFactory
    Stream<DynamicTest> holds() throws Exception {
        return Mappings.prove(rows());
    }

    static Mapping[] rows() {
        return new Mapping[] {
            mapping("basic types", Basics.class),
            mapping("times", Times.class),
            mapping("times with zones", Zoned.class),
            mapping("times with zones that are normalised", Zoned.class)
                    .with("hibernate.timezone.default_storage", "NORMALIZE"),
            mapping("times with zones in a column", Zoned.class).with("hibernate.timezone.default_storage", "COLUMN"),
            mapping("lengths, precisions, scales", Sized.class),
            mapping("large objects", Large.class),
            mapping("texts of the nation", National.class),
            mapping("everything of the nation", National.class, Basics.class)
                    .with("hibernate.use_nationalized_character_data", true),
            mapping("enums", Enums.class),
            mapping("named enums", NamedEnums.class),
            mapping("named enums elsewhere", NamedEnums.class)
                    .with("hibernate.default_schema", "types")
                    .schemas("public", "types"),
            mapping("enums as a setting says", Enums.class).with("hibernate.type.prefer_native_enum_types", true),
            mapping("types as settings say", Settable.class)
                    .with("hibernate.type.preferred_boolean_jdbc_type", "SMALLINT")
                    .with("hibernate.type.preferred_uuid_jdbc_type", "CHAR")
                    .with("hibernate.type.preferred_duration_jdbc_type", "INTERVAL_SECOND")
                    .with("hibernate.type.preferred_instant_jdbc_type", "TIMESTAMP")
                    .with("hibernate.type.wrapper_array_handling", "ALLOW"),
            mapping("converters", Converted.class, AutoConverter.class),
            mapping("types of PostgreSQL", Special.class),
            mapping("scales beyond the digits", Rounded.class).since(15),
            mapping("arrays", Arrays.class),
            mapping("arrays of named enums", EnumArrays.class),
            mapping("collations", Collated.class),
            mapping("types of extensions and domains", Foreign.class)
                    .after("create extension if not exists citext; create extension if not exists hstore;"
                            + " create domain positive as integer check (value > 0);"
                            + " create schema other; create domain other.\"Name\" as varchar(20)")
        };
    }

    enum Mood {
        SAD,
        OK,
        HAPPY
    }

    enum Sign {
        PLUS {
            @Override
            int of(int value) {
                return value;
            }
        },
        MINUS {
            @Override
            int of(int value) {
                return -value;
            }
        };

        abstract int of(int value);
    }

    @Entity(name = "Basics")
    static class Basics {
        @Id
        Long id;

        boolean flag;
        Boolean maybe;
        byte tiny;
        Byte maybeTiny;
        short small;
        int number;
        Integer maybeNumber;
        long big;
        float real;
        Float maybeReal;
        double precise;
        Double maybePrecise;
        char letter;
        Character maybeLetter;
        String text;
        BigDecimal amount;
        BigInteger huge;
        UUID token;
        byte[] bytes;

        Class<?> type;
        Currency currency;
        Locale locale;
        TimeZone zone;
        ZoneId zoneId;
        ZoneOffset shift;
        URL url;
        BitSet bits;
        java.io.Serializable serialized;
    }

    @Entity(name = "Times")
    static class Times {
        @Id
        Long id;

        Date date;

        @Temporal(TemporalType.DATE)
        Date day;

        @Temporal(TemporalType.TIME)
        Date time;

        Calendar calendar;
        java.sql.Date sqlDate;
        java.sql.Time sqlTime;
        java.sql.Timestamp sqlTimestamp;
        LocalDate localDate;
        LocalTime clock;
        LocalDateTime localDateTime;
        Instant instant;
        Duration duration;
        Year year;

        @FractionalSeconds(3)
        Instant millis;

        @FractionalSeconds(0)
        LocalDateTime seconds;

        @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
        Duration interval;

        @JdbcTypeCode(SqlTypes.TIMESTAMP)
        Instant plain;
    }

    @Entity(name = "Zoned")
    static class Zoned {
        @Id
        Long id;

        OffsetDateTime shifted;
        ZonedDateTime zoned;
        OffsetTime time;

        @TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
        OffsetDateTime normalized;

        @TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
        ZonedDateTime utc;

        @TimeZoneStorage(TimeZoneStorageType.NATIVE)
        OffsetDateTime itself;

        @TimeZoneStorage(TimeZoneStorageType.COLUMN)
        OffsetDateTime inColumn;

        @TimeZoneStorage(TimeZoneStorageType.COLUMN)
        @TimeZoneColumn(name = "the_zone", columnDefinition = "smallint default 0")
        @Column(name = "at_zone", nullable = false)
        ZonedDateTime named;

        @TimeZoneStorage(TimeZoneStorageType.AUTO)
        OffsetTime auto;
    }

    @Entity(name = "Sized")
    static class Sized {
        @Id
        Long id;

        @Column(length = 1)
        String one;

        @Column(length = Length.LONG)
        String many;

        @Column(length = Length.LONG32)
        String lots;

        @Column(length = 16)
        byte[] short16;

        @Column(length = Length.LONG32)
        byte[] longBytes;

        @Column(precision = 10)
        BigDecimal ten;

        @Column(precision = 10, scale = 4)
        BigDecimal tenFour;

        @Column(precision = 5)
        BigInteger five;

        @Column(precision = 5)
        double imprecise;

        @Column(precision = 12)
        Double twelve;

        @Column(length = 3)
        @JdbcTypeCode(SqlTypes.CHAR)
        String fixed;

        @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
        String unlimited;

        @JdbcTypeCode(SqlTypes.TINYINT)
        int tiny;

        @JdbcTypeCode(SqlTypes.FLOAT)
        BigDecimal floating;

        @JdbcTypeCode(SqlTypes.DECIMAL)
        Long decimal;

        @JdbcTypeCode(SqlTypes.BIT)
        boolean bit;
    }

    @Entity(name = "Large")
    static class Large {
        @Id
        Long id;

        @Lob
        String text;

        @Lob
        byte[] bytes;

        @Lob
        char[] chars;

        Blob blob;
        Clob clob;
        NClob nclob;

        @Lob
        @JdbcTypeCode(SqlTypes.LONG32VARBINARY)
        byte[] inline;

        @Lob
        @Column(columnDefinition = "text")
        String defined;

        @Lob
        java.io.Serializable object;
    }

    @Entity(name = "National")
    static class National {
        @Id
        Long id;

        @Nationalized
        String text;

        @Nationalized
        @Lob
        String letter;

        @Nationalized
        Character one;

        @JdbcTypeCode(SqlTypes.NCHAR)
        @Column(length = 5)
        String fixed;
    }

    @Entity(name = "Enums")
    static class Enums {
        @Id
        Long id;

        Mood plain;

        @Enumerated(EnumType.STRING)
        Mood text;

        @Enumerated(EnumType.STRING)
        @Column(length = 5, nullable = false)
        Mood short5;

        @Enumerated(EnumType.STRING)
        Sign bodies;

        @Enumerated(EnumType.STRING)
        @Column(columnDefinition = "text")
        Mood defined;

        @Enumerated(EnumType.ORDINAL)
        @JdbcTypeCode(SqlTypes.INTEGER)
        Mood wide;

        @JdbcTypeCode(SqlTypes.CHAR)
        @Column(length = 10)
        @Enumerated(EnumType.STRING)
        Mood fixed;
    }

    @Entity(name = "NamedEnums")
    static class NamedEnums {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Mood mood;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        @Column(nullable = false)
        @org.hibernate.annotations.ColumnDefault("'OK'")
        Mood required;

        @JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
        Sign ordinal;

        @ElementCollection
        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Set<Mood> moods;
    }

    @Entity(name = "Settable")
    static class Settable {
        @Id
        UUID id;

        boolean flag;
        Duration duration;
        Instant instant;
        Byte[] bytes;
        Character[] letters;
    }

    @Converter(autoApply = true)
    public static class AutoConverter implements AttributeConverter<Set<String>, String> {
        @Override
        public String convertToDatabaseColumn(Set<String> attribute) {
            return attribute == null ? null : String.join(",", attribute);
        }

        @Override
        public Set<String> convertToEntityAttribute(String column) {
            return column == null ? null : Set.of(column.split(","));
        }
    }

    @Converter
    public static class MoodConverter implements AttributeConverter<Mood, String> {
        @Override
        public String convertToDatabaseColumn(Mood attribute) {
            return attribute == null ? null : attribute.name().substring(0, 1);
        }

        @Override
        public Mood convertToEntityAttribute(String column) {
            return null;
        }
    }

    @Converter
    public static class MoneyConverter implements AttributeConverter<Money, BigDecimal> {
        @Override
        public BigDecimal convertToDatabaseColumn(Money attribute) {
            return attribute == null ? null : attribute.amount();
        }

        @Override
        public Money convertToEntityAttribute(BigDecimal column) {
            return new Money(column);
        }
    }

    record Money(BigDecimal amount) {}

    @Entity(name = "Converted")
    static class Converted {
        @Id
        Long id;

        @Convert(converter = YesNoConverter.class)
        boolean yes;

        @Convert(converter = TrueFalseConverter.class)
        Boolean real;

        @Convert(converter = NumericBooleanConverter.class)
        boolean one;

        @JavaType(BooleanJavaType.class)
        @JdbcTypeCode(SqlTypes.CHAR)
        boolean letter;

        @Convert(converter = MoodConverter.class)
        @Column(length = 1)
        Mood mood;

        @Convert(converter = MoneyConverter.class)
        @Column(precision = 9, scale = 2)
        Money price;

        Set<String> joined;

        @ElementCollection
        @Convert(converter = MoodConverter.class, attributeName = "value")
        Map<String, Mood> moods;
    }

    @Entity(name = "Special")
    static class Special {
        @Id
        Long id;

        InetAddress address;

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, String> json;

        @JdbcTypeCode(SqlTypes.JSON)
        @Column(columnDefinition = "json")
        String oldJson;

        @JdbcTypeCode(SqlTypes.SQLXML)
        String xml;

        @Column(columnDefinition = "tsvector")
        String words;

        @Column(columnDefinition = "int4range not null default 'empty'")
        String range;

        @Column(columnDefinition = "tstzmultirange")
        String ranges;

        @Column(columnDefinition = "bit varying(12)")
        String bits;

        @Column(columnDefinition = "point")
        String point;

        @Column(columnDefinition = "money default 0")
        String money;

        @Column(columnDefinition = "interval day to second(3)")
        String interval;

        @Column(columnDefinition = "macaddr")
        String mac;

        @Column(columnDefinition = "\"char\"")
        String oneByte;

        @Column(columnDefinition = "name")
        String name;

        @Column(columnDefinition = "oid")
        Long oid;

        @Column(columnDefinition = "bpchar")
        String unbounded;

        @Column(columnDefinition = "pg_catalog.varchar(9)")
        String qualified;

        @Column(columnDefinition = "TIMESTAMP WITHOUT TIME ZONE")
        LocalDateTime spelled;
    }

    @Entity(name = "Rounded")
    static class Rounded {
        @Id
        Long id;

        @Column(columnDefinition = "numeric(5,-2)")
        BigDecimal hundreds;

        @Column(columnDefinition = "numeric(3, 5)")
        BigDecimal small;
    }

    @Entity(name = "Arrays")
    static class Arrays {
        @Id
        Long id;

        String[] texts;
        int[] numbers;

        @Column(length = 10, nullable = false)
        List<String> list;

        Set<UUID> tokens;

        @Array(length = 3)
        Long[] three;

        @Enumerated(EnumType.STRING)
        Mood[] moods;

        Mood[] ordinals;
        BigDecimal[] amounts;
        Instant[] times;
        boolean[] flags;

        @Column(columnDefinition = "text[] default '{}' not null")
        String[] defined;

        @Column(columnDefinition = "integer[3][3]")
        String matrix;

        @JdbcTypeCode(SqlTypes.VARBINARY)
        byte[][] bytes;
    }

    @Entity(name = "EnumArrays")
    static class EnumArrays {
        @Id
        Long id;

        @Array(length = 4)
        @Column(columnDefinition = "mood array")
        String[] others;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Mood mood;
    }

    @Entity(name = "Collated")
    static class Collated {
        @Id
        Long id;

        @Collate("C")
        String c;

        @Collate("ucs_basic")
        @Column(length = 3, unique = true)
        String ucs;

        @Column(columnDefinition = "text collate \"POSIX\"")
        String posix;

        @Collate("default")
        String plain;
    }

    @Entity(name = "Foreign")
    @Table(name = "foreign_types")
    static class Foreign {
        @Id
        Long id;

        @Column(columnDefinition = "citext not null default 'x'")
        String citext;

        @Column(columnDefinition = "CITEXT[]")
        String several;

        @Column(columnDefinition = "hstore")
        String pairs;

        @Column(columnDefinition = "positive default 1")
        Integer positive;

        @Column(columnDefinition = "other.\"Name\"")
        String name;

        @Column(columnDefinition = "public.positive array")
        String numbers;
    }
}
