package dev.aludel.examples.quickstart.shop2;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(indexes = @Index(name = "ix_product_supplier_name", columnList = "supplier_id, name"))
@Check(name = "ck_product_price", constraints = "price >= 0")
@Comment("what the shop sells, or once sold")
public class Product extends Tracked {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(nullable = false, unique = true, length = 20)
    @Comment("stock keeping unit; printed on the box")
    private String sku;

    @Column(nullable = false, length = 120)
    private String name;

    @Column(nullable = false, precision = 12, scale = 2)
    private BigDecimal price;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    @ColumnDefault("'IN_STOCK'")
    private Availability availability;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> attributes = new HashMap<>();

    @JdbcTypeCode(SqlTypes.JSON)
    private Dimensions dimensions;

    private String[] tags;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<Integer> ratings = new ArrayList<>();

    @Column(nullable = false)
    @ColumnDefault("false")
    private boolean fragile;

    @ManyToOne(fetch = FetchType.LAZY)
    private Supplier supplier;

    @ManyToMany
    @JoinTable(name = "product_category")
    private Set<Category> categories = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "product_image")
    @OrderColumn(name = "position")
    @Column(name = "url", nullable = false)
    private List<String> images = new ArrayList<>();
}
