package io.keepwell.conversations;

import io.keepwell.shared.Ids;
import io.keepwell.shared.OncePerPage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of conversations, of who takes part in them and of what was done to them.
@Repository
class ConversationStore {

    private static final String SELECT = "select " + ConversationRow.COLUMNS + " from conversation c ";

    /// The batch whose deed is being done: every event that happens meanwhile belongs to it.
    static final ScopedValue<UUID> BATCH = ScopedValue.newInstance();

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConversationStore(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    Optional<Conversation> find(UUID id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(ConversationRow::read)
                .optional();
    }

    Optional<Conversation> byNumber(long number) {
        return jdbc.sql(SELECT + "where c.number = :number")
                .param("number", number)
                .query(ConversationRow::read)
                .optional();
    }

    /// Finds it and holds it against other changes until the transaction ends; of one that has become part of another,
    /// that other one.
    Optional<Conversation> lock(UUID id) {
        var found = lockItself(survivor(id));
        // it may have become part of another in between
        while (found.map(Conversation::mergedInto).isPresent()) {
            found = lockItself(survivor(found.get().id()));
        }
        return found;
    }

    /// Where a reference leads now: the conversation itself, or the one it has become part of (T9).
    UUID survivor(UUID id) {
        return jdbc.sql("select coalesce(conversation_survivor(:id), :id)")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    /// The same times, those of conversations that have become part of others by the others, unless those have their
    /// own.
    Map<UUID, Optional<Instant>> ofSurvivors(Map<UUID, Optional<Instant>> due) {
        var owed = due.entrySet().stream()
                .filter(it -> it.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        var led = jdbc.sql("""
                        select id, conversation_survivor(id) as survivor
                          from conversation
                         where id = any(:ids)
                           and merged_into is not null
                        """)
                .param("ids", owed)
                .query((row, n) -> Map.entry(row.getObject("id", UUID.class), row.getObject("survivor", UUID.class)))
                .list();
        if (led.isEmpty()) {
            return due;
        }
        var result = new LinkedHashMap<>(due);
        led.forEach(one -> {
            var at = Objects.requireNonNull(result.remove(one.getKey()));
            result.putIfAbsent(one.getValue(), at);
        });
        return result;
    }

    /// The conversation whatever it has become, held until the transaction ends.
    Optional<Conversation> lockItself(UUID id) {
        return jdbc.sql(SELECT + "where c.id = :id for update of c")
                .param("id", id)
                .query(ConversationRow::read)
                .optional();
    }

    void insert(NewConversation begun) {
        var state = begun.state();
        boolean done = state == ConversationState.SOLVED || state == ConversationState.CLOSED;
        jdbc.sql("""
                        insert into conversation (id, subject, channel, mailbox_id, customer_id, state, kind, kind_words,
                                                  automatic, locale, follows_id, created_at, solved_at,
                                                  last_message_at, changed_at)
                        values (:id, :subject, :channel, :mailbox, :customer, :state, :kind, :kindWords,
                                :automatic, :locale, :follows, :at, :solvedAt, :at, :now)
                        """)
                .param("id", begun.id())
                .param("subject", begun.subject())
                .param("channel", begun.channel().word())
                .param("mailbox", begun.mailbox())
                .param("customer", begun.customer())
                .param("state", state.word())
                .param("kind", begun.kind() == null ? null : begun.kind().word())
                .param(
                        "kindWords",
                        begun.kindWords().isEmpty() ? null : begun.kindWords().toArray(String[]::new))
                .param("automatic", begun.automatic())
                .param("locale", begun.locale() == null ? null : begun.locale().toLanguageTag())
                .param("follows", begun.follows())
                .param("at", begun.at().atOffset(ZoneOffset.UTC))
                .param("solvedAt", done ? begun.at().atOffset(ZoneOffset.UTC) : null)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new ConversationHappened(begun.id(), begun.at(), null, new ConversationHappened.Opened()));
    }

    /// Says when the next thing is owed, or that nothing is; the earliest of all sources stands on the conversation.
    void due(UUID id, String source, @Nullable Instant at) {
        if (at == null) {
            jdbc.sql("delete from conversation_due where conversation_id = :id and source = :source")
                    .param("id", id)
                    .param("source", source)
                    .update();
        } else {
            jdbc.sql("""
                            insert into conversation_due (conversation_id, source, at) values (:id, :source, :at)
                            on conflict (conversation_id, source) do update set at = excluded.at
                            """)
                    .param("id", id)
                    .param("source", source)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }
        jdbc.sql("""
                        update conversation c
                           set due_at = d.at, due_source = d.source
                          from (select 1) one
                          left join lateral (select at, source from conversation_due
                                              where conversation_id = :id order by at, source limit 1) d on true
                         where c.id = :id
                           and (c.due_at, c.due_source) is distinct from (d.at, d.source)
                        """).param("id", id).update();
    }

    /// The same for many conversations, in three statements.
    void due(String source, Map<UUID, Optional<Instant>> due) {
        if (due.isEmpty()) {
            return;
        }
        var ids = due.keySet().stream().map(UUID::toString).toArray(String[]::new);
        jdbc.sql("""
                        delete from conversation_due
                         where conversation_id = any(cast(:over as uuid[]))
                           and source = :source
                        """)
                .param(
                        "over",
                        due.entrySet().stream()
                                .filter(it -> it.getValue().isEmpty())
                                .map(it -> it.getKey().toString())
                                .toArray(String[]::new))
                .param("source", source)
                .update();
        jdbc.sql("""
                        insert into conversation_due (conversation_id, source, at)
                        select id, :source, at
                          from unnest(cast(:ids as uuid[]), cast(:at as timestamptz[])) d (id, at)
                         where at is not null
                            on conflict (conversation_id, source) do update set at = excluded.at
                        """)
                .param("ids", ids)
                .param("source", source)
                .param(
                        "at",
                        due.values().stream()
                                .map(at -> at.map(Instant::toString).orElse(null))
                                .toArray(String[]::new))
                .update();
        jdbc.sql("""
                        update conversation c
                           set due_at = d.at, due_source = d.source
                          from unnest(cast(:ids as uuid[])) wanted (id)
                          left join lateral (select at, source from conversation_due
                                              where conversation_id = wanted.id order by at, source limit 1) d on true
                         where c.id = wanted.id
                           and (c.due_at, c.due_source) is distinct from (d.at, d.source)
                        """).param("ids", ids).update();
    }

    /// Sets columns of one conversation.
    ///
    /// @param assignments constant SQL, where `:value` stands for the value
    void set(UUID id, String assignments, @Nullable Object value) {
        jdbc.sql("update conversation set " + assignments + ", changed_at = :now where id = :id")
                .param("value", value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /// Notes what was done.
    ///
    /// @param member who did it, null for Keepwell itself
    /// @param kind   what was changed
    void happened(
            UUID conversation,
            Instant at,
            @Nullable UUID member,
            String kind,
            @Nullable String before,
            @Nullable String after) {
        happened(conversation, at, member, kind, before, after, null, null);
    }

    /// The same for a change that names rows of the database: their ids stay when names change.
    void happened(
            UUID conversation,
            Instant at,
            @Nullable UUID member,
            String kind,
            @Nullable String before,
            @Nullable String after,
            @Nullable UUID beforeId,
            @Nullable UUID afterId) {
        jdbc.sql("""
                        insert into conversation_event (id, conversation_id, at, member_id, kind, old_value, new_value,
                                                        old_id, new_id, batch_id, actor)
                        values (:id, :conversation, :at, :member, :kind, :before, :after, :beforeId, :afterId, :batch, :actor)
                        """)
                .param("id", Ids.next())
                .param("conversation", conversation)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("member", member)
                .param("kind", kind)
                .param("before", before)
                .param("after", after)
                .param("beforeId", beforeId)
                .param("afterId", afterId)
                .param("batch", BATCH.isBound() ? BATCH.get() : null)
                .param("actor", Automation.now().map(Automation::actor).orElse(null))
                .update();
        events.publishEvent(new ConversationHappened(
                conversation, at, member, new ConversationHappened.Changed(kind, before, after)));
    }

    /// The state that a change to `now` at that very instant ended, such as the one that came with a reply.
    Optional<String> stateBefore(UUID conversation, Instant at, String now) {
        return jdbc.sql("""
                        select old_value
                          from conversation_event
                         where conversation_id = :conversation
                           and kind = 'state'
                           and at = :at
                           and new_value = :now
                         order by id
                         limit 1
                        """)
                .param("conversation", conversation)
                .param("now", now)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    void takesPart(UUID conversation, String email, @Nullable String name, Instant at) {
        jdbc.sql("""
                        insert into participant (conversation_id, email, name, added_at)
                        values (:conversation, :email, :name, :at)
                        on conflict (conversation_id, email) do update set name = coalesce(participant.name, excluded.name)
                        """)
                .param("conversation", conversation)
                .param("email", email)
                .param("name", name)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Addresses that take part, the first one first.
    /// The newest follow-up of a closed conversation that is not closed itself and in which the address takes part.
    Optional<UUID> openFollowUp(UUID closed, String email) {
        return jdbc.sql("""
                        select c.id
                          from conversation c
                          join participant p on p.conversation_id = c.id and p.email = :email
                         where c.follows_id = :closed
                           and c.state <> 'closed'
                         order by c.created_at desc
                         limit 1
                        """)
                .param("closed", closed)
                .param("email", email)
                .query(UUID.class)
                .optional();
    }

    List<String> participants(UUID conversation) {
        return OncePerPage.read(
                ConversationStore.class,
                "participants",
                conversation,
                () -> List.copyOf(jdbc.sql(
                                "select email from participant where conversation_id = :conversation order by added_at, email")
                        .param("conversation", conversation)
                        .query((row, n) -> row.getString(1))
                        .list()));
    }

    List<String> tags(UUID conversation) {
        return jdbc.sql("select tag from conversation_tag where conversation_id = :conversation order by tag")
                .param("conversation", conversation)
                .query((row, n) -> row.getString(1))
                .list();
    }

    void tag(UUID conversation, List<String> tags) {
        jdbc.sql("delete from conversation_tag where conversation_id = :conversation")
                .param("conversation", conversation)
                .update();
        for (var tag : tags) {
            jdbc.sql("insert into conversation_tag (conversation_id, tag) values (:conversation, :tag)")
                    .param("conversation", conversation)
                    .param("tag", tag)
                    .update();
        }
    }
}
