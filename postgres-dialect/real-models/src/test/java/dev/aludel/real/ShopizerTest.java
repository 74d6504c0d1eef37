package dev.aludel.real;

import java.util.List;
import java.util.Map;

/** A shop: numbers its rows from a table, lives in a schema of its own, and has a table for each language of each thing. */
class ShopizerTest extends RealModelContract {

    private static final String MODEL = "com.salesmanager.core.model.";

    private final List<Class<?>> classes = ModelJar.mappedBeside(
            MODEL + "catalog.product.Product",
            new MovedClasses(
                    MODEL,
                    // of one of the two columns of a join table, which is refused now
                    Map.of(
                            MODEL + "catalog.product.Product", Map.of("updatable", "passedOver"),
                            MODEL + "customer.Customer", Map.of("updatable", "passedOver"),
                            MODEL + "user.User", Map.of("updatable", "passedOver"))));

    @Override
    List<Class<?>> classes() {
        return classes;
    }

    @Override
    String[] schemas() {
        return new String[] {"public", "salesmanager"};
    }

    @Override
    Counts known() {
        return new Counts(85, 789, 143, 12, 0);
    }
}
