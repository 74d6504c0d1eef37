package dev.aludel.real;

import java.util.ArrayList;
import java.util.List;

/** HAPI with the partition in its keys, which are composite then: what its classes alone stand for. */
class HapiPartitionedTest extends RealModelContract {

    @Override
    List<Class<?>> classes() {
        var classes = new ArrayList<>(ModelJar.mappedBeside("ca.uhn.fhir.jpa.model.entity.ResourceTable"));
        classes.addAll(ModelJar.mappedBeside("ca.uhn.fhir.jpa.entity.TermConcept"));
        return classes;
    }

    @Override
    Counts known() {
        return new Counts(57, 554, 49, 96, 48);
    }
}
