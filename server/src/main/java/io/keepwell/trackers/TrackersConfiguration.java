package io.keepwell.trackers;

import static io.keepwell.shared.SettingsPage.Section.SYSTEM;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.shared.Notice;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.keepwell.team.SettingsEntry;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Who may reach the address that trackers call, and what is done in the background.
@Configuration(proxyBeanMethods = false)
class TrackersConfiguration {

    private static final Duration REMEMBERED = Duration.ofDays(30);

    /// What an administrator has to mend: it does not pass by itself.
    private static final Set<Trouble> TO_MEND = Set.of(Trouble.TOKEN, Trouble.FORBIDDEN, Trouble.MOVED);

    @Bean
    @Order(0)
    SecurityFilterChain trackerHooks(HttpSecurity http) throws Exception {
        return http.securityMatcher(Connections.HOOKS + "*")
                // the signature of the call is the right to tell, and no cookie is
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    SettingsPage trackersPage() {
        return new SettingsEntry(
                "/settings/trackers", "git-branch", SYSTEM, ADMINISTRATORS, "trackers.title", "trackers.sentence");
    }

    @Bean
    RecurringTask<Void> forgetWhatTrackersTold(IssueStore issues) {
        return Tasks.recurring("forget-what-trackers-told", FixedDelay.ofHours(6))
                .execute((instance, context) -> issues.forget(REMEMBERED));
    }

    /// A token that is over is seen before somebody needs it.
    @Bean
    Notice.Source trackersToMend(ConnectionStore connections, Members members) {
        return () -> members.current()
                .filter(me -> me.role() == Role.ADMINISTRATOR)
                .flatMap(me -> connections.all().stream()
                        .filter(it -> it.active() && it.trouble() != null && TO_MEND.contains(it.trouble()))
                        .findFirst())
                .map(it -> new Notice(
                        t("trackers.notice", "name", it.name()),
                        "/settings/trackers/" + it.id(),
                        t("trackers.notice.link")));
    }
}
