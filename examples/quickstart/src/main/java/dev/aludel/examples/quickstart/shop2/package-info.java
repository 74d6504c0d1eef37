/**
 * The shop, version 2: the same classes and one more. What differs from version 1 is what the second revision says:
 *
 * <ul>
 *   <li>{@code Wishlist} is new, with its table of products
 *   <li>{@code Product.fragile} is new; {@code Product.price} has room for two more digits
 *   <li>{@code StockLevel.quantity} counts further
 *   <li>{@code Invoice.dueOn} must be there
 *   <li>{@code Customer.phone} is called {@code phoneNumber}
 *   <li>{@code OrderStatus.RETURNED} and {@code Availability.PREORDER} are new
 *   <li>{@code Review} has one index less
 * </ul>
 */
@NullMarked
package dev.aludel.examples.quickstart.shop2;

import org.jspecify.annotations.NullMarked;
