package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** A key of two columns. */
@Embeddable
public record StockId(@Column(length = 8) String warehouseCode, Long productId) implements Serializable {}
