package dev.aludel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** The script that runs Aludel on the class path of a Maven project. What it is given stands in no other process's arguments. */
final class Launcher {

    static final String TEXT = """
            #!/bin/sh
            # Runs Aludel with the compiled classes of this Maven project and what it depends on.
            cd "$(dirname "$0")" || exit 1
            list=target/aludel.classpath
            if [ ! -s "$list" ] || [ pom.xml -nt "$list" ]; then
                mkdir -p target
                mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$list" >&2 || exit 1
            fi
            exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/classes:$(cat "$list")" dev.aludel.cli.Aludel "$@"
            """;

    private Launcher() {}

    static void makeExecutable(Path script) throws IOException {
        if (script.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var permissions = Files.getPosixFilePermissions(script);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(script, permissions);
        }
    }
}
