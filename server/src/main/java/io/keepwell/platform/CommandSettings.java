package io.keepwell.platform;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The settings as the program itself reads them, for commands that start no program.
final class CommandSettings {

    private CommandSettings() {}

    /// From environment, files and command line.
    ///
    /// @param arguments such as `--keepwell.port=9090`
    /// @throws RuntimeException where they cannot be read; its most specific cause says why
    static KeepwellSettings read(String... arguments) {
        var application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("logging.level.root", "off"));
        try (var context = application.run(arguments)) {
            return context.getBean(KeepwellSettings.class);
        }
    }

    @EnableConfigurationProperties(KeepwellSettings.class)
    static class Settings {}
}
