package dev.aludel.spring;

import dev.aludel.core.Migrator;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What Aludel has to say to Spring Boot's Actuator, where that is on the class path: the endpoint {@code aludel}, and a health
 * indicator of the same name.
 */
@AutoConfiguration(after = AludelAutoConfiguration.class)
@ConditionalOnBean(Migrator.class)
public class AludelActuatorAutoConfiguration {

    AludelActuatorAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    @ConditionalOnAvailableEndpoint(endpoint = AludelEndpoint.class)
    static class ForEndpoint {

        @Bean
        @ConditionalOnMissingBean
        AludelEndpoint aludelEndpoint(Map<String, Migrator> migrators) {
            return new AludelEndpoint(migrators);
        }
    }

    /** Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({
        org.springframework.boot.actuate.health.HealthIndicator.class,
        org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator.class
    })
    @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("aludel")
    static class ForHealth3 {

        @Bean
        @ConditionalOnMissingBean(name = "aludelHealthIndicator")
        HealthIndicator3 aludelHealthIndicator(Map<String, Migrator> migrators) {
            return new HealthIndicator3(migrators);
        }
    }

    /** Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({
        org.springframework.boot.health.contributor.HealthIndicator.class,
        org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator.class
    })
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("aludel")
    static class ForHealth4 {

        @Bean
        @ConditionalOnMissingBean(name = "aludelHealthIndicator")
        HealthIndicator4 aludelHealthIndicator(Map<String, Migrator> migrators) {
            return new HealthIndicator4(migrators);
        }
    }
}
