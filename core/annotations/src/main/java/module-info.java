/** What entities can say to Aludel that JPA has no words for. */
module dev.aludel.annotations {
    requires static org.jspecify;

    exports dev.aludel.annotations;
}
