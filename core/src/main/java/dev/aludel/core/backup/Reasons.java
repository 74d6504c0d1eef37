package dev.aludel.core.backup;

import dev.aludel.core.revision.Text;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something failed, in words of one line. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable e) {
        String message = Text.oneLine(String.valueOf(e.getMessage()));
        if (e instanceof AccessDeniedException) {
            return "no permission for " + message;
        } else if (e instanceof NoSuchFileException) {
            return "there is no " + message;
        } else if (e instanceof FileAlreadyExistsException) {
            return message + " is a file";
        } else if (e instanceof NotDirectoryException) {
            return message + " is no directory";
        }
        return message;
    }
}
