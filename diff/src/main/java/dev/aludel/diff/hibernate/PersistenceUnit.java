package dev.aludel.diff.hibernate;

import dev.aludel.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.EntityManagerFactoryBuilder;

/**
 * A unit of a {@code META-INF/persistence.xml}. Its classes and the settings that shape the schema count; its connection
 * and its schema generation are overruled.
 */
record PersistenceUnit(String name) implements Input {

    private static final String FILE = "META-INF/persistence.xml";

    @Override
    public Boot open(OfflineSettings settings) {
        EntityManagerFactoryBuilder builder =
                Bootstrap.getEntityManagerFactoryBuilder(file(), name, new LinkedHashMap<>(settings.all()));
        try {
            MetadataImplementor metadata = builder.metadata();
            BeanValidation.apply(metadata);
            return new Boot(metadata, List.of(), builder::cancel);
        } catch (RuntimeException | Error e) {
            builder.cancel();
            throw e;
        }
    }

    private URL file() {
        Map<String, URL> units = units();
        URL file = units.get(name);
        if (file == null) {
            throw new ModelException(
                    "there is no persistence unit \"" + name + "\" in any " + FILE + " on the class path; "
                            + (units.isEmpty()
                                    ? "there is none at all"
                                    : "there are " + String.join(", ", units.keySet())),
                    null);
        }
        return file;
    }

    private static Map<String, URL> units() {
        var units = new LinkedHashMap<String, URL>();
        for (ClassLoader loader : ClassLoaders.all(List.of())) {
            try {
                for (URL file : Collections.list(loader.getResources(FILE))) {
                    names(file).forEach(unit -> units.putIfAbsent(unit, file));
                }
            } catch (IOException | XMLStreamException e) {
                throw new ModelException("a " + FILE + " cannot be read: " + e.getMessage(), e);
            }
        }
        return units;
    }

    private static List<String> names(URL file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var names = new ArrayList<String>();
        try (InputStream content = file.openStream()) {
            XMLStreamReader xml = factory.createXMLStreamReader(content);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("persistence-unit")) {
                    names.add(String.valueOf(xml.getAttributeValue(null, "name")));
                }
            }
        }
        return names;
    }
}
