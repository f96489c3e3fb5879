package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.platform.HealthPart;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How the mailboxes are doing, for pages, the API and `/healthz`.
@Repository
class MailboxHealth implements HealthPart {

    /// After this long without a look at the server something is wrong (I9).
    static final Duration SILENCE = Duration.ofMinutes(10);

    /// How one mailbox is doing.
    ///
    /// @param state       `connecting`, `ok` or `failing`; `mail-room` where it has no IMAP server
    /// @param trouble     what hinders it
    /// @param words       what the server said
    /// @param since       since when it is in that state
    /// @param lastFetchAt when we last looked at the server and got an answer
    /// @param quarantined how many of its mails could not be read
    record Condition(
            UUID mailbox,
            String state,
            ConnectionTrouble.@Nullable Kind trouble,
            @Nullable String words,
            Instant since,
            @Nullable Instant lastFetchAt,
            int quarantined) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    MailboxHealth(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The conditions of all active mailboxes.
    Map<UUID, Condition> all() {
        var conditions = new HashMap<UUID, Condition>();
        for (var condition : jdbc.sql("""
                        select m.id,
                               case when m.imap_host is null then 'mail-room' else coalesce(h.state, 'connecting') end as state,
                               h.trouble, h.words, coalesce(h.since, m.changed_at) as since, h.last_fetch_at,
                               (select count(*) from raw_mail r where r.mailbox_id = m.id and r.state = 'quarantined') as quarantined
                          from mailbox m
                          left join mailbox_health h on h.mailbox_id = m.id
                         where m.active
                        """)
                .query((row, n) -> {
                    var trouble = row.getString("trouble");
                    var fetched = row.getObject("last_fetch_at", OffsetDateTime.class);
                    return new Condition(
                            row.getObject("id", UUID.class),
                            row.getString("state"),
                            trouble == null ? null : ConnectionTrouble.Kind.valueOf(trouble),
                            row.getString("words"),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            fetched == null ? null : fetched.toInstant(),
                            row.getInt("quarantined"));
                })
                .list()) {
            conditions.put(condition.mailbox(), condition);
        }
        return conditions;
    }

    Condition of(UUID mailbox) {
        return all().getOrDefault(mailbox, new Condition(mailbox, "connecting", null, null, clock.instant(), null, 0));
    }

    /// Somebody looks after it and has not come through yet.
    void connecting(UUID mailbox) {
        put(mailbox, "connecting", null, null, false);
    }

    /// We looked at the server, and it answered.
    void fetched(UUID mailbox) {
        put(mailbox, "ok", null, null, true);
    }

    /// It does not work, and why.
    void failing(UUID mailbox, ConnectionTrouble trouble) {
        put(mailbox, "failing", trouble.kind().name(), trouble.words(), false);
    }

    private void put(UUID mailbox, String state, @Nullable String trouble, @Nullable String words, boolean fetched) {
        jdbc.sql("""
                        insert into mailbox_health as h (mailbox_id, state, trouble, words, since, last_fetch_at)
                        values (:mailbox, :state, :trouble, :words, :now, case when :fetched then :now::timestamptz end)
                        on conflict (mailbox_id) do update
                           set state = :state, trouble = :trouble, words = :words,
                               since = case when h.state = :state then h.since else :now end,
                               last_fetch_at = case when :fetched then :now else h.last_fetch_at end
                        """)
                .param("mailbox", mailbox)
                .param("state", state)
                .param("trouble", trouble)
                .param("words", words)
                .param("fetched", fetched)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public String name() {
        return "mailboxes";
    }

    @Override
    public Map<String, Object> state() {
        var limit = clock.instant().minus(SILENCE);
        var boxes = all().values().stream()
                .map(condition -> describe(condition, limit))
                .toList();
        return Map.of(
                "ok",
                boxes.stream().allMatch(box -> Boolean.TRUE.equals(box.get("ok"))),
                "quarantined",
                boxes.stream()
                        .mapToInt(box -> (int) box.getOrDefault("quarantined", 0))
                        .sum(),
                "items",
                List.copyOf(boxes));
    }

    private static Map<String, Object> describe(Condition condition, Instant limit) {
        var box = new HashMap<String, Object>();
        box.put("id", condition.mailbox().toString());
        box.put("state", condition.state());
        box.put("quarantined", condition.quarantined());
        if (condition.lastFetchAt() != null) {
            box.put("lastFetchAt", condition.lastFetchAt().toString());
        }
        var last = condition.lastFetchAt() == null ? condition.since() : condition.lastFetchAt();
        boolean silent = !condition.state().equals("mail-room") && last.isBefore(limit);
        box.put("ok", !silent && !condition.state().equals("failing"));
        if (silent) {
            box.put("reason", "no mail fetched for 10 minutes");
        } else if (condition.trouble() != null) {
            box.put("reason", condition.trouble().name());
            // without the words of the server: anybody may read this
            box.put(
                    "cure",
                    Texts.in(Locale.ENGLISH, "mail.cure." + condition.trouble().name()));
        }
        return box;
    }
}
