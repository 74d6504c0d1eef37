/**
 * The shop, version 1: eighteen entities as an application has them. Of each class only the mapping is here, no
 * accessors, because the mapping is all that a schema comes from. Names are made by Hibernate's snake case strategy.
 */
@NullMarked
package dev.aludel.examples.quickstart.shop;

import org.jspecify.annotations.NullMarked;
