package dev.aludel.core.backup;

/** Is a full dump made before anything is applied or rolled back? Never left out without saying so. */
public enum FullDump {
    /** without one, nothing is applied */
    REQUIRE,
    /** where there is a program that can; what was made is told */
    IF_AVAILABLE,
    /** only what a step destroys is kept */
    NONE
}
