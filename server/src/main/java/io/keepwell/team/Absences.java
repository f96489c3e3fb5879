package io.keepwell.team;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.InvalidRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is away, until when. Members say so themselves; administrators for everybody.
@Service
public class Absences {

    private static final String PRESENT = "from team_absence where (until is null or until > :now)";

    private final JdbcClient jdbc;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    Absences(JdbcClient jdbc, Members members, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// Somebody's absence.
    ///
    /// @param member who is away
    /// @param since  since when
    /// @param until  until when, null while nobody knows
    public record Absence(
            UUID member, Instant since, @Nullable Instant until) {}

    /// Everybody who is away now.
    public List<Absence> all() {
        return jdbc.sql("select member_id, since, until " + PRESENT + " order by since, member_id")
                .param("now", clock.instant().atOffset(UTC))
                .query((row, n) -> {
                    var until = row.getObject("until", OffsetDateTime.class);
                    return new Absence(
                            row.getObject("member_id", UUID.class),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant());
                })
                .list();
    }

    /// The absence of a member; empty while they are there.
    public Optional<Absence> of(UUID member) {
        return all().stream().filter(absence -> absence.member().equals(member)).findFirst();
    }

    /// Says that somebody is away.
    ///
    /// @param until until when, null until they are back
    @Transactional
    public void begin(UUID id, @Nullable Instant until) {
        var member = changeable(id);
        var now = clock.instant();
        if (until != null && !until.isAfter(now)) {
            throw InvalidRequest.field("until", t("team.absence.past"));
        }
        jdbc.sql("""
                        insert into team_absence (member_id, since, until) values (:member, :now, :until)
                        on conflict (member_id) do update
                           set since = excluded.since, until = excluded.until
                        """)
                .param("member", id)
                .param("now", now.atOffset(UTC))
                .param("until", until == null ? null : until.atOffset(UTC))
                .update();
        audit.record("member.away", id, member.name(), until == null ? Map.of() : Map.of("until", until.toString()));
    }

    /// Says that somebody is back.
    @Transactional
    public void end(UUID id) {
        var member = changeable(id);
        int ended = jdbc.sql("delete from team_absence where member_id = :member")
                .param("member", id)
                .update();
        if (ended == 1) {
            audit.record("member.back", id, member.name(), Map.of());
        }
    }

    private Member changeable(UUID id) {
        var me = members.require();
        if (!me.id().equals(id) && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("Only administrators say that others are away");
        }
        return members.find(id).filter(Member::active).orElseThrow(MemberNotFound::new);
    }
}
