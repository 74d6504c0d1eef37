/** Mapped classes for the tests of scanning, with everything that a scan must find. */
package dev.aludel.diff.hibernate.scanned;
