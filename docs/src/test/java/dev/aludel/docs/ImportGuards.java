package dev.aludel.docs;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Guards that look at compiled classes: who may know whom. A package is given by its name; its subpackages belong to it, except
 * that {@code dev.aludel.core} alone is the facade and has its rooms below it.
 */
final class ImportGuards {
    private static final String ROOT = "dev.aludel";
    private static final String CORE = ROOT + ".core";
    private static final String DIFF = ROOT + ".diff";
    private static final String HIBERNATE_READER = DIFF + ".hibernate";
    private static final String WATCH = DIFF + ".watch";
    private static final String POSTGRES = ROOT + ".postgres";
    private static final String TESTING = ROOT + ".testing";

    /** Adapters by the names that people type. */
    private static final List<String> ADAPTERS = Stream.of("cli", "junit", "maven", "spring", "report")
            .map(name -> ROOT + "." + name)
            .toList();

    /** The straight line of core: a room imports only what stands to its left. The facade stands at the end. */
    static final List<String> ROOMS = Stream.concat(
                    Stream.of("error", "schema", "dialect", "op", "compare", "revision", "run", "backup")
                            .map(room -> CORE + "." + room),
                    Stream.of(CORE))
            .toList();

    /** What a dialect may know of core: everything up to and including the SPI. */
    private static final List<String> ROOMS_FOR_DIALECTS = ROOMS.subList(0, ROOMS.indexOf(CORE + ".dialect") + 1);

    private static final Set<String> JDK = ModuleFinder.ofSystem().findAll().stream()
            .map(module -> module.descriptor())
            .filter(module -> module.name().startsWith("java."))
            .flatMap(module -> module.exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(Exports::source)
            .collect(toUnmodifiableSet());

    private ImportGuards() {}

    /** Core's rooms look only to their left, and there is no room outside the line. */
    static List<String> againstTheLine(JavaClasses classes) {
        Stream<String> unknown = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> isIn(name, CORE) && !isAdapter(name) && roomOf(name) < 0)
                .distinct()
                .map(name -> name + ": a room that is not in the line " + ROOMS);
        Stream<String> backwards = violations(
                classes, (from, to) -> roomOf(from) >= 0 && roomOf(to) > roomOf(from), "stands to its right");
        return Stream.concat(unknown, backwards).toList();
    }

    /** No packages of ours know each other in a circle. */
    static List<String> cycles(JavaClasses classes) {
        return SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    /** Core stands on the JDK, SLF4J and JSpecify. */
    static List<String> coreOnForeignGround(JavaClasses classes) {
        return violations(
                        classes,
                        (from, to) -> roomOf(from) >= 0
                                && roomOf(to) < 0
                                && !JDK.contains(to)
                                && !isIn(to, "org.slf4j")
                                && !isIn(to, "org.jspecify"),
                        "is neither core, JDK, SLF4J nor JSpecify")
                .toList();
    }

    /** {@code diff.hibernate} is read by {@code diff}, which is run by {@code diff.watch}; none knows what stands above it. */
    static List<String> readersThatKnowTheirFacade(JavaClasses classes) {
        return violations(
                        classes,
                        (from, to) -> isIn(from, HIBERNATE_READER) && isIn(to, DIFF) && !isIn(to, HIBERNATE_READER)
                                || isIn(from, DIFF) && !isIn(from, WATCH) && isIn(to, WATCH),
                        "is the facade above it")
                .toList();
    }

    /** Hibernate is known to one package. */
    static List<String> hibernateOutsideItsReader(JavaClasses classes) {
        return violations(
                        classes,
                        (from, to) -> isIn(to, "org.hibernate") && isLibrary(from) && !isIn(from, HIBERNATE_READER),
                        "may be imported by " + HIBERNATE_READER + " only")
                .toList();
    }

    /** The driver and the parser are known to the PostgreSQL dialect; the driver to the test server, too. */
    static List<String> driverOutsideItsDialect(JavaClasses classes) {
        return violations(
                        classes,
                        (from, to) -> isLibrary(from)
                                && !isIn(from, POSTGRES)
                                && (isIn(to, "net.sf.jsqlparser")
                                        || isIn(to, "org.postgresql") && !isIn(from, TESTING)),
                        "may be imported by " + POSTGRES + " only")
                .toList();
    }

    /** A dialect gives SQL to nouns; it knows no verb, no revision and no runner, and nothing of Aludel but the SPI. */
    static List<String> dialectBeyondItsSpi(JavaClasses classes) {
        return violations(
                        classes,
                        (from, to) -> isIn(from, POSTGRES)
                                && !isAdapter(from)
                                && isIn(to, ROOT)
                                && !isIn(to, POSTGRES)
                                && ROOMS_FOR_DIALECTS.stream().noneMatch(room -> isIn(to, room)),
                        "is not part of the SPI " + ROOMS_FOR_DIALECTS)
                .toList();
    }

    /** Adapters are leaves. */
    static List<String> adaptersThatAreUsed(JavaClasses classes) {
        return violations(
                        classes,
                        (from, to) -> isAdapter(to) && !adapterOf(to).equals(adapterOf(from)),
                        "is an adapter: nothing imports it")
                .toList();
    }

    private static Stream<String> violations(
            JavaClasses classes, BiPredicate<String, String> forbidden, String because) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> forbidden.test(
                        use.getOriginClass().getPackageName(), targetOf(use).getPackageName()))
                .map(use -> use.getOriginClass().getName() + " uses "
                        + targetOf(use).getName() + ", which " + because)
                .distinct()
                .sorted();
    }

    private static JavaClass targetOf(Dependency use) {
        return use.getTargetClass().getBaseComponentType();
    }

    /** Position in the line, or -1 for what is not in it. */
    private static int roomOf(String packageName) {
        for (String room : ROOMS) {
            if (room.equals(CORE) ? packageName.equals(CORE) : isIn(packageName, room)) {
                return ROOMS.indexOf(room);
            }
        }
        return -1;
    }

    private static boolean isIn(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    /** Ours, and not an example: examples do what applications do. */
    private static boolean isLibrary(String packageName) {
        return isIn(packageName, ROOT) && !isIn(packageName, ROOT + ".examples");
    }

    private static boolean isAdapter(String packageName) {
        return ADAPTERS.stream().anyMatch(adapter -> isIn(packageName, adapter))
                || isIn(packageName, ROOT) && packageName.contains(".adapters.");
    }

    /** {@code dev.aludel.diff.adapters.cli.output} is part of {@code dev.aludel.diff.adapters.cli}. */
    private static String adapterOf(String packageName) {
        return ADAPTERS.stream()
                .filter(adapter -> isIn(packageName, adapter))
                .findFirst()
                .orElseGet(() -> packageName.replaceFirst("(\\.adapters\\.[^.]+).*", "$1"));
    }
}
