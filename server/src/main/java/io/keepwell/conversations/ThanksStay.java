package io.keepwell.conversations;

import io.keepwell.mail.Mailbox;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// In which mailboxes a solved conversation stays solved by itself when somebody says thanks and nothing else.
@Component
class ThanksStay {

    private final JdbcClient jdbc;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    ThanksStay(JdbcClient jdbc, Members members, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// Off until somebody says so.
    boolean on(@Nullable UUID mailbox) {
        return jdbc.sql("select exists (select 1 from thanks_stay where mailbox_id = cast(:mailbox as uuid))")
                .param("mailbox", mailbox)
                .query(Boolean.class)
                .single();
    }

    @Transactional
    void set(Mailbox mailbox, boolean on) {
        var sql = on ? """
                insert into thanks_stay (mailbox_id, set_by, set_at) values (:mailbox, :me, :now)
                on conflict do nothing
                """ : "delete from thanks_stay where mailbox_id = :mailbox";
        int changed = jdbc.sql(sql)
                .param("mailbox", mailbox.id())
                .param("me", members.current().map(Member::id).orElse(null))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (changed > 0) {
            audit.record(on ? "thanks.stay" : "thanks.open", mailbox.id(), mailbox.name(), Map.of());
        }
    }
}
