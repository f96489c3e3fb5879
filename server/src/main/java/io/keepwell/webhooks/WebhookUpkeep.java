package io.keepwell.webhooks;

import static io.keepwell.shared.Texts.t;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.shared.Notice;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Forgets old events, and tells administrators of endpoints that were paused because they failed.
@Configuration(proxyBeanMethods = false)
class WebhookUpkeep {

    private static final Duration KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> forgetWebhookEvents(DeliveryStore deliveries) {
        return Tasks.recurring("forget-webhook-events", FixedDelay.ofHours(6))
                .execute((instance, context) -> deliveries.forget(KEPT));
    }

    @Bean
    Notice.Source pausedWebhooks(EndpointStore endpoints, Members members) {
        return () -> members.current().filter(WebhookUpkeep::administrator).flatMap(me -> notice(endpoints));
    }

    private static Optional<Notice> notice(EndpointStore endpoints) {
        return endpoints.all().stream()
                .filter(endpoint -> "failing".equals(endpoint.pausedWhy()))
                .findFirst()
                .map(endpoint -> new Notice(
                        t("webhooks.notice", "name", endpoint.name()),
                        "/settings/webhooks/" + endpoint.id(),
                        t("webhooks.notice.link")));
    }

    static boolean administrator(Member member) {
        return member.role() == Role.ADMINISTRATOR;
    }
}
