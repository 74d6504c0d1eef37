package org.broadleafcommerce.common.persistence;

import java.util.Properties;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.QualifiedNameParser.NameParts;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.service.ServiceRegistry;

/**
 * Stands before Broadleaf's class of this name, which was written for Hibernate 4. Uses the same table.
 */
public class IdOverrideTableGenerator extends TableGenerator {

    @Override
    protected QualifiedName determineGeneratorTableName(
            Properties parameters, JdbcEnvironment environment, ServiceRegistry registry) {
        return new NameParts(null, null, Identifier.toIdentifier("SEQUENCE_GENERATOR"));
    }

    @Override
    protected String determineSegmentColumnName(Properties parameters, JdbcEnvironment environment) {
        return "ID_NAME";
    }

    @Override
    protected String determineValueColumnName(Properties parameters, JdbcEnvironment environment) {
        return "ID_VAL";
    }
}
