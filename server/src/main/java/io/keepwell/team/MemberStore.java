package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.OncePerPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the people of the team and of their teams.
@Repository
class MemberStore {

    /// What a member proves who they are with.
    ///
    /// @param passwordHash hash of the password, null where none is set
    /// @param totp         whether a one-time code is asked for
    record Credentials(Member member, @Nullable String passwordHash, boolean totp) {}

    private final JdbcClient jdbc;

    MemberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean none() {
        return jdbc.sql("select not exists (select 1 from team_member)")
                .query(Boolean.class)
                .single();
    }

    Optional<Member> find(UUID id) {
        return jdbc.sql("""
                        select id, email, name, role, locale, theme, active
                          from team_member
                         where id = :id
                        """).param("id", id).query(MemberStore::member).optional();
    }

    Optional<Member> findByEmail(String email) {
        return jdbc.sql("""
                        select id, email, name, role, locale, theme, active
                          from team_member
                         where email = :email
                        """).param("email", email).query(MemberStore::member).optional();
    }

    /// All members, the active ones first, by name.
    List<Member> all() {
        return OncePerPage.read(
                MemberStore.class,
                "all",
                "",
                () -> List.copyOf(jdbc.sql("""
                        select id, email, name, role, locale, theme, active
                          from team_member
                         order by active desc, lower(name), id
                        """).query(MemberStore::member).list()));
    }

    Optional<Credentials> credentials(String email) {
        return jdbc.sql("""
                        select id, email, name, role, locale, theme, active, password_hash, totp_secret is not null as totp
                          from team_member
                         where email = :email
                        """)
                .param("email", email)
                .query((row, n) ->
                        new Credentials(member(row, n), row.getString("password_hash"), row.getBoolean("totp")))
                .optional();
    }

    /// How many administrators may sign in.
    int administrators() {
        return jdbc.sql("select count(*) from team_member where role = 'ADMINISTRATOR' and active")
                .query(Integer.class)
                .single();
    }

    void add(Member member, @Nullable String passwordHash, Instant at) {
        jdbc.sql("""
                        insert into team_member (id, email, name, role, password_hash, locale, theme, active, created_at)
                        values (:id, :email, :name, :role, :hash, :locale, :theme, :active, :at)
                        """)
                .param("id", member.id())
                .param("email", member.email())
                .param("name", member.name())
                .param("role", member.role().name())
                .param("hash", passwordHash)
                .param("locale", member.locale().toLanguageTag())
                .param("theme", member.theme())
                .param("active", member.active())
                .param("at", at.atOffset(UTC))
                .update();
    }

    void setPassword(UUID member, String hash) {
        jdbc.sql("update team_member set password_hash = :hash where id = :id")
                .param("id", member)
                .param("hash", hash)
                .update();
    }

    void setRole(UUID member, Role role) {
        jdbc.sql("update team_member set role = :role where id = :id")
                .param("id", member)
                .param("role", role.name())
                .update();
    }

    void setActive(UUID member, boolean active) {
        jdbc.sql("update team_member set active = :active where id = :id")
                .param("id", member)
                .param("active", active)
                .update();
    }

    void setProfile(UUID member, String name, Locale locale, String theme) {
        jdbc.sql("update team_member set name = :name, locale = :locale, theme = :theme where id = :id")
                .param("id", member)
                .param("name", name)
                .param("locale", locale.toLanguageTag())
                .param("theme", theme)
                .update();
    }

    private static Member member(ResultSet row, int n) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Locale.forLanguageTag(row.getString("locale")),
                row.getString("theme"),
                row.getBoolean("active"));
    }
}
