package dev.aludel.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes what {@link AludelTest} promises. JUnit closes what is in its store when the class or the test is over. */
final class AludelExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(AludelExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        // a nested class without an annotation of its own finds what the class around it has in its store
        annotation(test)
                .filter(said -> said.database() == AludelTest.Database.PER_CLASS)
                .ifPresent(said -> store(context).put(Prepared.class, Prepared.by(Wanted.by(said, test))));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        while (test != null && annotation(test).isEmpty()) {
            test = test.getEnclosingClass();
        }
        if (test == null) {
            return;
        }
        AludelTest said = annotation(test).orElseThrow();
        if (said.database() == AludelTest.Database.PER_METHOD) {
            store(context).put(Prepared.class, Prepared.by(Wanted.by(said, test)));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        // one with an annotation is asked of somebody else, such as Spring
        return Prepared.knows(parameter.getParameter().getType())
                && parameter.getParameter().getAnnotations().length == 0;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Prepared prepared = store(context).get(Prepared.class, Prepared.class);
        if (prepared == null) {
            throw new ParameterResolutionException("there is no database yet for the parameter of type "
                    + type.getSimpleName() + ": every test has its own here; take it in the test itself or in"
                    + " @BeforeEach, or say @AludelTest(database = PER_CLASS)");
        }
        return prepared.parameter(type);
    }

    private static Optional<AludelTest> annotation(Class<?> test) {
        return AnnotationSupport.findAnnotation(test, AludelTest.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
