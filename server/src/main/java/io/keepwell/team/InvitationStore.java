package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of invitations.
@Repository
class InvitationStore {

    private static final String SELECT = """
            select i.id, i.email, i.role, m.name as invited_by, i.created_at, i.expires_at, i.accepted_at, i.revoked_at,
                   array(select t.name
                           from invitation_team it
                           join team t on t.id = it.team_id
                          where it.invitation_id = i.id
                          order by lower(t.name)) as teams
              from invitation i
              join team_member m on m.id = i.invited_by
            """;

    private final JdbcClient jdbc;

    InvitationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Invitation invitation, byte[] tokenHash, UUID invitedBy, List<UUID> teams) {
        jdbc.sql("""
                        insert into invitation (id, token_hash, email, role, invited_by, created_at, expires_at)
                        values (:id, :hash, :email, :role, :by, :at, :until)
                        """)
                .param("id", invitation.id())
                .param("hash", tokenHash)
                .param("email", invitation.email())
                .param("role", invitation.role().name())
                .param("by", invitedBy)
                .param("at", invitation.createdAt().atOffset(UTC))
                .param("until", invitation.expiresAt().atOffset(UTC))
                .update();
        for (var team : teams) {
            int added = jdbc.sql("""
                            insert into invitation_team (invitation_id, team_id)
                            select :invitation, id from team where id = :team
                            """)
                    .param("invitation", invitation.id())
                    .param("team", team)
                    .update();
            if (added == 0) {
                throw new TeamNotFound();
            }
        }
    }

    Optional<Invitation> find(UUID id) {
        return jdbc.sql(SELECT + " where i.id = :id")
                .param("id", id)
                .query(InvitationStore::invitation)
                .optional();
    }

    Optional<Invitation> findByToken(byte[] hash) {
        return jdbc.sql(SELECT + " where i.token_hash = :hash")
                .param("hash", hash)
                .query(InvitationStore::invitation)
                .optional();
    }

    /// Invitations that wait, and those that ended lately; the newest first.
    List<Invitation> list(Instant endedSince) {
        return jdbc.sql(SELECT + """
                         where coalesce(i.accepted_at, i.revoked_at, i.expires_at) > :since
                         order by i.created_at desc, i.id desc
                        """)
                .param("since", endedSince.atOffset(UTC))
                .query(InvitationStore::invitation)
                .list();
    }

    /// Takes the one acceptance there may be; false when it is too late.
    boolean accept(UUID id, Instant now) {
        return jdbc.sql("""
                        update invitation
                           set accepted_at = :now
                         where id = :id
                           and accepted_at is null
                           and revoked_at is null
                           and expires_at > :now
                        """).param("id", id).param("now", now.atOffset(UTC)).update() == 1;
    }

    /// Notes who came of it, and lets them into the teams that were chosen.
    void accepted(UUID id, UUID member) {
        jdbc.sql("update invitation set accepted_by = :member where id = :id")
                .param("id", id)
                .param("member", member)
                .update();
        jdbc.sql("""
                        insert into team_membership (team_id, member_id)
                        select team_id, :member from invitation_team where invitation_id = :id
                        """).param("id", id).param("member", member).update();
    }

    boolean revoke(UUID id, Instant now) {
        return jdbc.sql("""
                        update invitation
                           set revoked_at = :now
                         where id = :id
                           and accepted_at is null
                           and revoked_at is null
                        """).param("id", id).param("now", now.atOffset(UTC)).update() == 1;
    }

    private static Invitation invitation(ResultSet row, int n) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                List.of((String[]) row.getArray("teams").getArray()),
                row.getString("invited_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "accepted_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
