package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What happens to the people of the team: they come, change, leave and return. There is always an administrator.
@Service
class People {

    private static final int LONGEST_NAME = 120;

    /// Somebody who comes.
    ///
    /// @param email    address to sign in with
    /// @param name     full name
    /// @param role     what they may do
    /// @param password in plain text, to be hashed
    record Newcomer(String email, String name, Role role, String password) {

        @Override
        public String toString() {
            return "Newcomer[role=" + role + "]";
        }
    }

    private final MemberStore store;
    private final MemberSessions sessions;
    private final PasswordEncoder passwords;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    People(
            MemberStore store,
            MemberSessions sessions,
            PasswordEncoder passwords,
            AuditLog audit,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Member> all() {
        return store.all();
    }

    Member get(UUID id) {
        return store.find(id).orElseThrow(MemberNotFound::new);
    }

    /// Makes the first administrator; refused as soon as there is anybody.
    @Transactional
    Member first(Newcomer newcomer, Locale locale) {
        check(newcomer);
        lock();
        if (!store.none()) {
            throw new NoRight(t("team.first-run.over"));
        }
        return add(newcomer, locale);
    }

    /// Takes somebody into the team.
    @Transactional
    Member join(Newcomer newcomer, Locale locale) {
        check(newcomer);
        return add(newcomer, locale);
    }

    @Transactional
    Member changeRole(UUID id, Role role) {
        lock();
        var member = get(id);
        if (member.role() == role) {
            return member;
        }
        keepAnAdministrator(member);
        store.setRole(id, role);
        audit.record("member.role-changed", id, member.name(), Map.of("from", member.role(), "to", role));
        return get(id);
    }

    @Transactional
    Member rename(UUID id, String name) {
        var member = get(id);
        var clean = name(name);
        if (!member.name().equals(clean)) {
            store.setProfile(id, clean, member.locale(), member.theme());
            audit.record("member.renamed", id, clean, Map.of("from", member.name()));
        }
        return get(id);
    }

    /// Ends all ways in. The member stays as the author of what they wrote; what waits for them goes back to their
    /// team (ST4).
    @Transactional
    Member deactivate(UUID id) {
        lock();
        var member = get(id);
        if (!member.active()) {
            return member;
        }
        keepAnAdministrator(member);
        store.setActive(id, false);
        sessions.endAll(id);
        audit.record("member.deactivated", id, member.name(), Map.of());
        events.publishEvent(new MemberDeactivated(id));
        return get(id);
    }

    @Transactional
    Member reactivate(UUID id) {
        var member = get(id);
        if (!member.active()) {
            store.setActive(id, true);
            audit.record("member.reactivated", id, member.name(), Map.of());
        }
        return get(id);
    }

    /// Changes what members say about themselves.
    @Transactional
    void changeProfile(Member member, String name, Locale locale, String theme) {
        boolean known = Texts.LANGUAGES.contains(locale) || Texts.PSEUDO.equals(locale);
        new Wrongs.Check()
                .yes(known, "locale", t("team.me.locale.unknown"))
                .yes(List.of("light", "dark", "system").contains(theme), "theme", t("team.me.theme.unknown"))
                .done();
        var clean = name(name);
        store.setProfile(member.id(), clean, locale, theme);
        if (!clean.equals(member.name())) {
            audit.record("member.renamed", member.id(), clean, Map.of("from", member.name()));
        }
    }

    /// Sets a new password and ends all other sessions: whoever knew the old one is out.
    ///
    /// @param session id of the session that stays
    @Transactional
    void changePassword(Member member, String password, String session) {
        store.setPassword(member.id(), String.valueOf(passwords.encode(password)));
        sessions.endOthers(member.id(), session);
        audit.record("member.password-changed", member.id(), member.name(), Map.of());
    }

    static void check(Newcomer newcomer) {
        var email = EmailAddress.parse(newcomer.email());
        new Wrongs.Check()
                .yes(!clean(newcomer.name()).isEmpty(), "name", t("team.name.empty"))
                .yes(
                        clean(newcomer.name()).length() <= LONGEST_NAME,
                        "name",
                        t("team.name.long", "count", LONGEST_NAME))
                .yes(email.isPresent(), "email", t("team.email.wrong"))
                .no("password", PasswordRules.problem(newcomer.password(), newcomer.email()))
                .done();
    }

    private Member add(Newcomer newcomer, Locale locale) {
        var member = new Member(
                Ids.next(),
                new EmailAddress(newcomer.email()).value(),
                clean(newcomer.name()),
                newcomer.role(),
                locale,
                "system",
                true);
        try {
            store.add(member, passwords.encode(newcomer.password()), clock.instant());
        } catch (DuplicateKeyException e) {
            throw new MemberExists();
        }
        audit.recordBy(member, "member.joined", member.id(), member.name(), Map.of("role", member.role()));
        return member;
    }

    private void keepAnAdministrator(Member leaving) {
        if (leaving.role() == Role.ADMINISTRATOR && leaving.active() && store.administrators() < 2) {
            throw new LastAdministrator();
        }
    }

    // two administrators who take each other's role at once would leave nobody
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('team', 0))")
                .query((row, n) -> 0)
                .list();
    }

    private static String name(@Nullable String name) {
        var clean = clean(name);
        new Wrongs.Check()
                .yes(!clean.isEmpty(), "name", t("team.name.empty"))
                .yes(clean.length() <= LONGEST_NAME, "name", t("team.name.long", "count", LONGEST_NAME))
                .done();
        return clean;
    }

    private static String clean(@Nullable String name) {
        return name == null ? "" : name.strip().replaceAll("\\p{Cntrl}", " ").replaceAll("\\s+", " ");
    }
}
