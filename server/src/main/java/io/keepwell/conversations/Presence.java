package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Records;
import io.keepwell.team.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who looks at a conversation now, and who types. Browsers give signs of life; without one for twenty seconds they are
/// forgotten, and nothing is kept of it.
@Component
class Presence {

    static final Duration LIVES = Duration.ofSeconds(20);

    /// Somebody who is there.
    ///
    /// @param typing whether they are writing in one of their browsers
    record There(UUID member, String name, boolean typing) {}

    private final JdbcClient jdbc;
    private final LiveUpdates live;
    private final Clock clock;

    Presence(JdbcClient jdbc, LiveUpdates live, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> forgetWhoWasThere() {
        return Tasks.recurring("forget-who-was-there", FixedDelay.of(LIVES)).execute((instance, context) -> forget());
    }

    /// A sign of life. The others hear of it only when it is news.
    @Transactional
    void here(UUID conversation, Member member, UUID browser, boolean typing) {
        boolean news = jdbc.sql("""
                        insert into conversation_presence as p (conversation_id, member_id, browser, typing, seen_at)
                        values (:conversation, :member, :browser, :typing, :now)
                        on conflict (conversation_id, browser) do update
                           set member_id = excluded.member_id, typing = excluded.typing, seen_at = excluded.seen_at
                         where p.typing is distinct from excluded.typing
                            or p.seen_at < :limit
                            or p.member_id <> excluded.member_id
                        """)
                        .param("conversation", conversation)
                        .param("member", member.id())
                        .param("browser", browser)
                        .param("typing", typing)
                        .param("now", now())
                        .param("limit", limit())
                        .update()
                == 1;
        if (news) {
            live.changed("presence", conversation);
        } else {
            jdbc.sql("""
                            update conversation_presence
                               set seen_at = :now
                             where conversation_id = :conversation
                               and browser = :browser
                            """)
                    .param("conversation", conversation)
                    .param("browser", browser)
                    .param("now", now())
                    .update();
        }
    }

    /// The browser shows something else now.
    @Transactional
    void gone(UUID conversation, UUID browser) {
        int gone = jdbc.sql("""
                        delete from conversation_presence
                         where conversation_id = :conversation
                           and browser = :browser
                        """)
                .param("conversation", conversation)
                .param("browser", browser)
                .update();
        if (gone > 0) {
            live.changed("presence", conversation);
        }
    }

    /// Everybody who is there, those who type first.
    List<There> who(UUID conversation) {
        return jdbc.sql("""
                        select p.member_id as member, m.name, bool_or(p.typing) as typing
                          from conversation_presence p
                          join team_member m on m.id = p.member_id
                         where p.conversation_id = :conversation
                           and p.seen_at >= :limit
                         group by p.member_id, m.name
                         order by bool_or(p.typing) desc, m.name
                        """)
                .param("conversation", conversation)
                .param("limit", limit())
                .query(Records.of(There.class))
                .list();
    }

    int forget() {
        return jdbc.sql("delete from conversation_presence where seen_at < :limit")
                .param("limit", limit())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime limit() {
        return clock.instant().minus(LIVES).atOffset(ZoneOffset.UTC);
    }
}
