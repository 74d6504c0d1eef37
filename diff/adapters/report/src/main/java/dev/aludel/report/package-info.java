/**
 * The report for people: one page for a browser that loads nothing. Start with {@link dev.aludel.report.HtmlReport}; what it
 * shows is data in it ({@code …Data}), what shows it are the scripts and styles among the resources. A leaf: it may import
 * core and {@code diff}, and nothing imports it.
 */
@NullMarked
package dev.aludel.report;

import org.jspecify.annotations.NullMarked;
