package org.apache.syncope.core.spring.security;

/** Stands before Syncope's class of this name, which a user asks for as soon as it is loaded, and which needs Spring. */
public class Encryptor {

    private Encryptor() {}

    /** Called by {@code JPAUser}. */
    public static Encryptor getInstance() {
        return new Encryptor();
    }
}
