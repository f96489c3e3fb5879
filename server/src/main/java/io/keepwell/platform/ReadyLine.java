package io.keepwell.platform;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Says on the console, once, that Keepwell is ready and where.
@Component
class ReadyLine {

    private final KeepwellSettings settings;

    ReadyLine(KeepwellSettings settings) {
        this.settings = settings;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null) {
            int port = web.getWebServer().getPort();
            var url = settings.url() == null ? "http://127.0.0.1:" + port : settings.publicUrl();
            System.out.println("Keepwell is ready: " + url);
        }
    }
}
