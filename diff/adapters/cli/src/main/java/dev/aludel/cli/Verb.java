package dev.aludel.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command. */
abstract class Verb implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    /** Does what the command is for. */
    abstract Answer answer(Project project);

    @Override
    public final Integer call() {
        if (command == null || !(command.root().userObject() instanceof Root root)) {
            throw new IllegalStateException("a command is part of a program");
        }
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        try (Project project = Project.open(root)) {
            thread.setContextClassLoader(project.loader());
            Answer answer = answer(project);
            project.console().print(answer);
            return answer.exit();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
