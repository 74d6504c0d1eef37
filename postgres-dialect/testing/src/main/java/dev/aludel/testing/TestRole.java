package dev.aludel.testing;

/**
 * A role that may log in, made by {@link TestServer#role}; dropped when the server stops.
 *
 * @param name     generated, in lower case, needs no quoting
 * @param password generated, letters and digits only
 */
public record TestRole(String name, String password) {
    @Override
    public String toString() {
        return name;
    }
}
