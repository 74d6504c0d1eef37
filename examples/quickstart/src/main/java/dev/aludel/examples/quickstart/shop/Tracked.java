package dev.aludel.examples.quickstart.shop;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;

/** What most tables have. A mapped superclass has no table of its own. */
@MappedSuperclass
public abstract class Tracked {

    @Version
    private int version;

    @CreationTimestamp
    @ColumnDefault("now()")
    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @UpdateTimestamp
    @ColumnDefault("now()")
    @Column(nullable = false)
    private Instant updatedAt;
}
