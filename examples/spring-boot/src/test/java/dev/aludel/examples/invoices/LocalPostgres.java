package dev.aludel.examples.invoices;

import com.zaxxer.hikari.HikariDataSource;
import dev.aludel.testing.TestDatabase;
import dev.aludel.testing.TestServer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** An empty database on a PostgreSQL that is started by itself. */
@TestConfiguration(proxyBeanMethods = false)
class LocalPostgres {

    @Bean(destroyMethod = "") // it goes with the server, when the process ends
    TestDatabase database() {
        return TestServer.shared().database();
    }

    @Bean
    HikariDataSource dataSource(TestDatabase database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        return pool;
    }
}
