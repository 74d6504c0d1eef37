package dev.aludel.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/**
 * What a native image has to keep of an application: its settings, and its revisions, which nothing refers to. Those at other
 * places than {@code classpath:db/revisions} are the application's to keep. Found through {@code aot.factories}.
 */
final class AludelHints implements RuntimeHintsRegistrar {

    private static final String REVISIONS = "db/revisions/";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources()
                .registerPattern("aludel.properties")
                .registerPattern(REVISIONS + "*")
                .registerPattern("META-INF/services/dev.aludel.*");
        var resolver = new PathMatchingResourcePatternResolver(classLoader);
        var reader = new SimpleMetadataReaderFactory(resolver);
        try {
            for (Resource type : resolver.getResources("classpath*:" + REVISIONS + "*.class")) {
                String name = reader.getMetadataReader(type).getClassMetadata().getClassName();
                hints.reflection().registerType(TypeReference.of(name), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + REVISIONS, e);
        }
    }
}
