package io.keepwell.team;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the administrator of `KEEPWELL_ADMIN_EMAIL` before the first request is answered. Starting again changes
/// nothing, except that the password and the token given then are the valid ones.
@Component
class FirstAdministrator implements SmartInitializingSingleton {

    private static final int SHORTEST_TOKEN = 32;

    private final AdminSettings settings;
    private final KeepwellSettings installation;
    private final MemberStore members;
    private final ApiTokenStore tokens;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstAdministrator(
            AdminSettings settings,
            KeepwellSettings installation,
            MemberStore members,
            ApiTokenStore tokens,
            PasswordEncoder passwords,
            Audit audit,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.installation = installation;
        this.members = members;
        this.tokens = tokens;
        this.passwords = passwords;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var email = given(settings.email());
        var password = given(settings.password());
        var token = given(settings.token());
        if (email == null) {
            if (password != null || token != null) {
                throw new IllegalStateException(
                        "KEEPWELL_ADMIN_PASSWORD and KEEPWELL_ADMIN_TOKEN belong to an administrator: give KEEPWELL_ADMIN_EMAIL too.");
            }
            return;
        }
        var address = EmailAddress.parse(email)
                .orElseThrow(() -> new IllegalStateException("KEEPWELL_ADMIN_EMAIL is not an e-mail address."));
        if (password == null && token == null) {
            throw new IllegalStateException(
                    "KEEPWELL_ADMIN_EMAIL alone lets nobody in: give KEEPWELL_ADMIN_PASSWORD, KEEPWELL_ADMIN_TOKEN or both.");
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalStateException("KEEPWELL_ADMIN_TOKEN is too short: give at least 32 random characters.");
        }
        transaction.executeWithoutResult(status -> make(address.value(), password, token));
    }

    private void make(String email, @Nullable String password, @Nullable String token) {
        // one node at a time
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('first administrator', 0))")
                .query((row, n) -> 0)
                .list();
        var member = members.findByEmail(email).orElseGet(() -> add(email));
        if (member.role() != Role.ADMINISTRATOR || !member.active()) {
            members.setRole(member.id(), Role.ADMINISTRATOR);
            members.setActive(member.id(), true);
            audit.record("member.restored", member.id(), member.email(), Map.of());
        }
        if (password != null) {
            var known = members.credentials(email).map(MemberStore.Credentials::passwordHash);
            if (known.isEmpty() || !passwords.matches(password, known.get())) {
                members.setPassword(member.id(), String.valueOf(passwords.encode(password)));
            }
        }
        if (token != null) {
            tokens.keepFromSettings(member.id(), Secrets.hash(token), clock.instant());
        }
    }

    private Member add(String email) {
        var member = new Member(
                Ids.next(),
                email,
                name(email),
                Role.ADMINISTRATOR,
                Texts.supported(installation.locale()),
                "system",
                true);
        members.add(member, null, clock.instant());
        audit.record("member.created", member.id(), email, Map.of("role", member.role()));
        return member;
    }

    /// `mara.lind@example.org` is called Mara Lind until they say otherwise.
    private static String name(String email) {
        var words = email.substring(0, email.indexOf('@')).split("[._+-]+");
        return Stream.of(words)
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .reduce((a, b) -> a + " " + b)
                .orElse(email);
    }

    private static @Nullable String given(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }
}
