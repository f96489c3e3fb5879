package io.keepwell.conversations;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.OncePerPage;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// How customers can be reached, where that is not by everything.
@Repository
class Reaches {

    private static final int LONGEST_CONTACT = 120;

    private final JdbcClient jdbc;
    private final ConversationStore store;
    private final ConversationNews news;
    private final Members members;
    private final Clock clock;

    Reaches(JdbcClient jdbc, ConversationStore store, ConversationNews news, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.news = news;
        this.members = members;
        this.clock = clock;
    }

    Reach of(UUID conversation) {
        return OncePerPage.read(
                Reaches.class,
                "of",
                conversation,
                () -> jdbc.sql("select channels, contact from conversation_reach where conversation_id = :id")
                        .param("id", conversation)
                        .query((row, n) ->
                                new Reach(ConversationRow.strings(row.getArray("channels")), row.getString("contact")))
                        .optional()
                        .orElse(Reach.ANY));
    }

    /// Says how they can be reached; with no channels, by everything again.
    @Transactional
    void set(UUID conversation, List<String> channels, @Nullable String contact) {
        var held = store.lock(conversation).orElseThrow(() -> new ConversationNotFound(conversation.toString()));
        if (held.closed()) {
            throw new ConversationClosed(held.number());
        }
        if (!Reach.CHANNELS.containsAll(channels)) {
            throw InvalidRequest.field(
                    "usableChannels", "usableChannels are some of " + String.join(", ", Reach.CHANNELS) + ".");
        }
        var known = Reach.CHANNELS.stream().filter(channels::contains).toList();
        var at = contact == null || contact.isBlank() || known.isEmpty() ? null : contact.strip();
        if (at != null && at.length() > LONGEST_CONTACT) {
            throw InvalidRequest.field("reachAt", Texts.t("conversations.promises.wrong.contact"));
        }
        var before = of(conversation);
        if (before.equals(new Reach(known, at))) {
            return;
        }
        if (known.isEmpty()) {
            jdbc.sql("delete from conversation_reach where conversation_id = :id")
                    .param("id", conversation)
                    .update();
        } else {
            jdbc.sql("""
                            insert into conversation_reach (conversation_id, channels, contact)
                            values (:id, :channels, :contact)
                            on conflict (conversation_id) do update
                               set channels = excluded.channels, contact = excluded.contact
                            """)
                    .param("id", conversation)
                    .param("channels", known.toArray(String[]::new))
                    .param("contact", at)
                    .update();
        }
        store.happened(
                conversation,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                members.current().map(Member::id).orElse(null),
                "reach",
                before.choice(),
                new Reach(known, at).choice());
        news.changed(conversation);
    }
}
