package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Embeddable;

/** Stored as one JSON document. */
@Embeddable
public record Dimensions(Integer widthMillimetres, Integer heightMillimetres, Integer depthMillimetres) {}
