package dev.aludel.postgres.mappings;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A class from its source, in memory. */
final class JavaText extends SimpleJavaFileObject {

    private final String source;

    private JavaText(String className, String source) {
        super(URI.create("text:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
        this.source = source;
    }

    static Class<?> compile(String className, String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var compiled = new HashMap<String, ByteArrayOutputStream>();
        var problems = new StringWriter();
        var task = compiler.getTask(
                problems,
                new InMemory(compiler.getStandardFileManager(null, null, null), compiled),
                null,
                List.of("-proc:none", "-Xlint:none", "-nowarn"),
                null,
                List.of(new JavaText(className, source)));
        if (!task.call()) {
            throw new IllegalArgumentException(problems + "\n" + source);
        }
        try {
            return Class.forName(className, false, new Loader(compiled));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> compiled;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
            super(files);
            this.compiled = compiled;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("class:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return compiled.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {

        private final Map<String, ByteArrayOutputStream> compiled;

        Loader(Map<String, ByteArrayOutputStream> compiled) {
            super(JavaText.class.getClassLoader());
            this.compiled = compiled;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!compiled.containsKey(name)) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = compiled.get(name).toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
