package io.keepwell.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Settings of mail, and the sweep behind its watchers.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

    /// Deletes spam that has been kept for long enough.
    @Bean
    RecurringTask<Void> forgetSpam(MailSpam spam) {
        return Tasks.recurring("forget-spam-mail", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) -> spam.sweep());
    }

    /// Reads what was committed and whose reader died, such as after a crash.
    @Bean
    RecurringTask<Void> fileWaitingMail(Filing filing) {
        return Tasks.recurring("file-waiting-mail", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((instance, context) -> filing.wakeAll());
    }
}
