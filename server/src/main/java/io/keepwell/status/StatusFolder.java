package io.keepwell.status;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Writes the snapshot every minute into a folder that another host serves or fetches (3.10.10), where one is
/// named.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusFiles.class)
class StatusFolder {

    @Bean
    RecurringTask<Void> writeStatusFolder(StatusSnapshot snapshot, StatusSetup setup, StatusFiles files) {
        return Tasks.recurring("write-status-folder", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> {
                    var folder = files.folder();
                    if (folder != null && setup.settings().enabled()) {
                        write(snapshot, folder);
                    }
                });
    }

    private static void write(StatusSnapshot snapshot, Path folder) {
        try {
            snapshot.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
