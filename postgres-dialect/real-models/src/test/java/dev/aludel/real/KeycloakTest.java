package dev.aludel.real;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

/** Keycloak lists its entities in a file of its own, at the root of its jar. */
class KeycloakTest extends RealModelContract {

    @Override
    List<Class<?>> classes() {
        ClassLoader loader = KeycloakTest.class.getClassLoader();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var classes = new ArrayList<Class<?>>();
        try (var in = loader.getResourceAsStream("default-persistence.xml")) {
            var names = factory.newDocumentBuilder().parse(in).getElementsByTagNameNS("*", "class");
            for (int i = 0; i < names.getLength(); i++) {
                String name = names.item(i).getTextContent().strip();
                classes.add(Class.forName(name, false, loader));
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot read Keycloak's default-persistence.xml", e);
        }
        return classes;
    }

    @Override
    Counts known() {
        boolean is267 =
                classes().stream().anyMatch(type -> type.getSimpleName().equals("OrganizationInvitationEntity"));
        return is267 ? new Counts(97, 585, 74, 0, 0) : new Counts(85, 475, 70, 0, 0);
    }
}
