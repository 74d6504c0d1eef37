package dev.aludel.real;

import java.util.List;

/** HAPI as most run it: keys without the partition. A service that is asked while Hibernate starts decides that. */
class HapiTest extends HapiPartitionedTest {

    @Override
    List<String> services() {
        return List.of("ca.uhn.hapi.fhir.sql.hibernatesvc.HapiHibernateDialectSettingsService");
    }
}
