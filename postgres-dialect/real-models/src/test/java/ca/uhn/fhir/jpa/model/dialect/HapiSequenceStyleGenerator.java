package ca.uhn.fhir.jpa.model.dialect;

import java.util.Properties;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/**
 * Stands before HAPI's class of this name, which was written for Hibernate 6.6 and fails on 7. Makes the same sequences.
 */
public class HapiSequenceStyleGenerator extends SequenceStyleGenerator {

    /** Named by HAPI's entities. */
    public static final String ID_MASSAGER_TYPE_KEY = "hapi_fhir.sequence_generator_massager";

    // as HAPI's own configure does
    @Override
    protected int determineInitialValue(Properties parameters) {
        return 1000;
    }
}
