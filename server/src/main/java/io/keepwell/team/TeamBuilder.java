package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes members and teams for those who set up a whole company.
@Service
class TeamBuilder implements TeamSetup {

    private final MemberStore members;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    TeamBuilder(MemberStore members, PasswordEncoder passwords, Audit audit, JdbcClient jdbc, Clock clock) {
        this.members = members;
        this.passwords = passwords;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Member member(String email, String name, Role role, Locale locale, @Nullable String password) {
        var address = new EmailAddress(email).value();
        return members.findByEmail(address).orElseGet(() -> {
            var member = new Member(Ids.next(), address, name, role, locale, "system", true);
            members.add(member, password == null ? null : passwords.encode(password), clock.instant());
            audit.record("member.created", member.id(), name, Map.of("role", role));
            return member;
        });
    }

    @Override
    @Transactional
    public Members.TeamName team(String name, Collection<UUID> people) {
        jdbc.sql("insert into team (id, name, created_at) values (:id, :name, :at) on conflict (name) do nothing")
                .param("id", Ids.next())
                .param("name", name)
                .param("at", clock.instant().atOffset(UTC))
                .update();
        var team = jdbc.sql("select id, name from team where name = :name")
                .param("name", name)
                .query(Records.of(Members.TeamName.class))
                .single();
        for (var person : people) {
            jdbc.sql("""
                            insert into team_membership (team_id, member_id)
                            values (:team, :member)
                            on conflict do nothing
                            """).param("team", team.id()).param("member", person).update();
        }
        return team;
    }
}
