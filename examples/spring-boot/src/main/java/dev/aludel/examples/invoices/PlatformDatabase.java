package dev.aludel.examples.invoices;

import com.zaxxer.hikari.HikariDataSource;
import dev.aludel.core.dialect.Dialects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Platforms such as Heroku, Fly.io, Render or Railway hand over {@code DATABASE_URL=postgres://user:password@host/name}, which
 * Spring does not know and the driver does not take. Without it, {@code spring.datasource.*} counts as always.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("DATABASE_URL")
class PlatformDatabase {

    @Bean
    DataSource dataSource(@Value("${DATABASE_URL}") String url) {
        var pool = new HikariDataSource();
        pool.setDataSource(Dialects.only().dataSource(url));
        return pool;
    }
}
