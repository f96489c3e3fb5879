package io.keepwell.status;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Writes the snapshot every minute into a folder that another host serves or fetches (3.10.10), where one is
/// named:
/// `KEEPWELL_STATUS_FOLDER`.
@Configuration(proxyBeanMethods = false)
class StatusFolder {

    @Bean
    RecurringTask<Void> writeStatusFolder(
            StatusSnapshot snapshot, StatusSetup setup, @Value("${keepwell.status.folder:}") @Nullable String folder) {
        return Tasks.recurring("write-status-folder", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> {
                    if (folder != null && !folder.isBlank() && setup.settings().enabled()) {
                        write(snapshot, Path.of(folder));
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
