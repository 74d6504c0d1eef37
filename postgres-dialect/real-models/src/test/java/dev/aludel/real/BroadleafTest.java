package dev.aludel.real;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Version;

/** A shop in five jars: joined inheritance, maps, indexes that are declared on fields. */
class BroadleafTest extends RealModelContract {

    private static final List<String> ONE_OF_EACH_JAR = List.of(
            "common.site.domain.SiteImpl",
            "profile.core.domain.CustomerImpl",
            "core.catalog.domain.ProductImpl",
            "cms.page.domain.PageImpl",
            "openadmin.server.security.domain.AdminUserImpl");

    private final List<Class<?>> classes = new ArrayList<>();

    BroadleafTest() {
        var loader = new MovedClasses("org.broadleafcommerce.", Map.of());
        ONE_OF_EACH_JAR.forEach(name -> classes.addAll(ModelJar.mappedBeside("org.broadleafcommerce." + name, loader)));
    }

    @Override
    List<Class<?>> classes() {
        return classes;
    }

    @Override
    Counts known() {
        // Hibernate 7 makes one more table to number rows from
        return Version.getVersionString().startsWith("6.")
                ? new Counts(179, 970, 217, 148, 0)
                : new Counts(180, 972, 217, 148, 0);
    }
}
