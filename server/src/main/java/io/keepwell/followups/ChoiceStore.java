package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Audit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The reasons and the steps of the journey there are to choose from. What was chosen once stays readable for ever.
@Component
class ChoiceStore {

    private static final int LONGEST = 80;

    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChoiceStore(Audit audit, JdbcClient jdbc, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// All of a kind in their order, those that are offered no more last.
    List<Choice> all(ChoiceKind kind) {
        return jdbc.sql("""
                        select id, kind, word, name, retired_at is not null as retired
                          from follow_up_choice
                         where kind = :kind
                         order by retired, position, id
                        """).param("kind", kind.word()).query(ChoiceStore::read).list();
    }

    /// Those that are offered, and the one that is chosen already.
    List<Choice> offered(ChoiceKind kind, @Nullable UUID chosen) {
        return all(kind).stream()
                .filter(it -> !it.retired() || it.id().equals(chosen))
                .toList();
    }

    Optional<Choice> find(UUID id) {
        return jdbc.sql("""
                        select id, kind, word, name, retired_at is not null as retired
                          from follow_up_choice
                         where id = :id
                        """).param("id", id).query(ChoiceStore::read).optional();
    }

    /// As people read it; null for none.
    @Nullable
    String label(@Nullable UUID id) {
        return id == null ? null : find(id).map(Choice::label).orElse(null);
    }

    /// The choice of an id, or of a word of ours.
    Optional<UUID> named(ChoiceKind kind, String reference) {
        return all(kind).stream()
                .filter(it -> it.id().toString().equals(reference) || reference.equals(it.word()))
                .map(Choice::id)
                .findFirst();
    }

    /// Refuses what is not offered, unless it was chosen before.
    void check(ChoiceKind kind, String field, @Nullable UUID chosen, @Nullable UUID before) {
        if (chosen != null
                && offered(kind, before).stream().noneMatch(it -> it.id().equals(chosen))) {
            throw InvalidRequest.field(field, t("followups.refused.choice"));
        }
    }

    /// Adds one of the team's own.
    @Transactional
    Choice add(ChoiceKind kind, String typed) {
        var name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw InvalidRequest.field("name", t("followups.refused.choice-name", "most", LONGEST));
        }
        var id = Ids.next();
        int added = jdbc.sql("""
                        insert into follow_up_choice (id, kind, name, position)
                        select :id, :kind, :name, coalesce(max(position), 0) + 1
                          from follow_up_choice
                         where kind = :kind
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("kind", kind.word())
                .param("name", name)
                .update();
        if (added == 0) {
            throw InvalidRequest.field("name", t("followups.refused.choice-twice"));
        }
        audit.record("follow-up-choice.added", id, name, Map.of("kind", kind.word()));
        return new Choice(id, kind, null, name, false);
    }

    /// Offers one no more, or again.
    @Transactional
    void offer(UUID id, boolean offered) {
        var choice = find(id).orElseThrow(() -> InvalidRequest.field("choice", t("followups.refused.choice")));
        jdbc.sql("update follow_up_choice set retired_at = :at where id = :id")
                .param("at", offered ? null : clock.instant().atOffset(UTC))
                .param("id", id)
                .update();
        audit.record(
                offered ? "follow-up-choice.offered" : "follow-up-choice.retired",
                id,
                choice.label(),
                Map.of("kind", choice.kind().word()));
    }

    private static Choice read(ResultSet row, int n) throws SQLException {
        return new Choice(
                row.getObject("id", UUID.class),
                Words.read(ChoiceKind.class, row.getString("kind")),
                row.getString("word"),
                row.getString("name"),
                row.getBoolean("retired"));
    }
}
