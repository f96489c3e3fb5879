package io.keepwell.shared;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one clock. Everything that asks for the time asks this bean. It ticks in microseconds, as exact as the database
/// keeps an instant: what is written compares equal to what is read.
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {

    @Bean
    Clock clock() {
        return ticking();
    }

    /// The same for what runs before or beside the program, such as a command.
    public static Clock ticking() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
