package shop;

import dev.aludel.core.Migrator;

public final class Shop {
    public static void main(String[] args) {
        Migrator migrator =
                Migrator.builder().url(System.getenv("DATABASE_URL")).build();
        migrator.upgradeToHead();
        System.out.println("open for business, at " + migrator.status().current());
    }
}
