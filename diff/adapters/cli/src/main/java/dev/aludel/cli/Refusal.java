package dev.aludel.cli;

import java.util.List;

/** The command line does not do it, and nothing was touched. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what List.copyOf gives is serializable
    private final List<String> details;

    /**
     * @param details one line each, such as what to type
     */
    Refusal(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    List<String> details() {
        return details;
    }
}
