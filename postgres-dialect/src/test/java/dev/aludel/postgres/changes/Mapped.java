package dev.aludel.postgres.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the entities that rows hold as source, all of them at once and in memory. Each row has a package of its own. */
final class Mapped extends ClassLoader {

    private static final String IMPORTS = """
            import jakarta.persistence.*;
            import java.math.BigDecimal;
            import java.time.*;
            import java.util.*;
            import org.hibernate.annotations.Array;
            import org.hibernate.annotations.Check;
            import org.hibernate.annotations.Collate;
            import org.hibernate.annotations.ColumnDefault;
            import org.hibernate.annotations.Comment;
            import org.hibernate.annotations.Generated;
            import org.hibernate.annotations.GeneratedColumn;
            import org.hibernate.annotations.JdbcTypeCode;
            import org.hibernate.annotations.OnDelete;
            import org.hibernate.annotations.OnDeleteAction;
            import org.hibernate.type.SqlTypes;
            """;

    private final Map<String, ByteArrayOutputStream> compiled = new LinkedHashMap<>();

    private Mapped() {
        super(Mapped.class.getClassLoader());
    }

    /** Gives every row its entities. */
    static Mapped entitiesOf(List<Change> rows) throws ClassNotFoundException {
        var loader = new Mapped();
        var sources = new ArrayList<JavaFileObject>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).mapping.isEmpty()) {
                sources.add(source("row" + i, rows.get(i).mapping));
            }
        }
        if (!sources.isEmpty()) {
            loader.compile(sources);
        }
        for (String name : loader.compiled.keySet()) {
            Class<?> type = loader.loadClass(name);
            if (type.isAnnotationPresent(jakarta.persistence.Entity.class)) {
                rows.get(Integer.parseInt(type.getPackageName().substring("row".length())))
                        .entities
                        .add(type);
            }
        }
        return loader;
    }

    private static JavaFileObject source(String room, String mapping) {
        String text = "package " + room + ";\n" + IMPORTS + mapping;
        return new SimpleJavaFileObject(URI.create("memory:/" + room + "/Row.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignored) {
                return text;
            }
        };
    }

    private void compile(List<JavaFileObject> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new java.io.StringWriter();
        var files = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, UTF_8)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                var bytes = new ByteArrayOutputStream();
                compiled.put(name, bytes);
                return new SimpleJavaFileObject(URI.create("memory:/" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return bytes;
                    }
                };
            }
        };
        var options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
            throw new IllegalStateException(messages.toString());
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = compiled.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }
}
