package io.keepwell.team;

import io.keepwell.shared.EmailAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// Decides who gets in with an address and a password.
@Service
class SignIn {

    /// What became of an attempt.
    sealed interface Outcome {

        /// In.
        record Welcome(Member member) implements Outcome {}

        /// The password was right; a one-time code is asked for next.
        record CodeNeeded(Member member) implements Outcome {}

        /// Address or password is wrong, or there is no such member, or no longer: which of these nobody learns.
        record Wrong() implements Outcome {}

        /// Too many failures; the next attempt counts after the pause.
        record Later(Duration pause) implements Outcome {}
    }

    private final MemberStore members;
    private final SignInAttempts attempts;
    private final PasswordEncoder passwords;
    private final SecondFactor secondFactor;
    private final AuditLog audit;
    private final String nobodysPassword;

    SignIn(
            MemberStore members,
            SignInAttempts attempts,
            PasswordEncoder passwords,
            SecondFactor secondFactor,
            AuditLog audit) {
        this.members = members;
        this.attempts = attempts;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.audit = audit;
        this.nobodysPassword = String.valueOf(passwords.encode(Secrets.random()));
    }

    /// Checks an attempt. An unknown address costs the same work as a known one.
    ///
    /// @param remote address the request came from
    Outcome attempt(String email, String password, String remote) {
        var address = EmailAddress.parse(email).map(EmailAddress::value).orElse("");
        var wait = attempts.claim(SignInAttempts.Kind.REMOTE, network(remote))
                .or(() -> attempts.claim(SignInAttempts.Kind.ADDRESS, address));
        if (wait.isPresent()) {
            return new Outcome.Later(wait.get());
        }
        var found = members.credentials(address);
        var hash = found.map(MemberStore.Credentials::passwordHash);
        boolean right = passwords.matches(password, hash.orElse(nobodysPassword));
        if (found.isEmpty() || hash.isEmpty() || !right || !found.get().member().active()) {
            return new Outcome.Wrong();
        }
        attempts.right(SignInAttempts.Kind.REMOTE, network(remote));
        attempts.right(SignInAttempts.Kind.ADDRESS, address);
        var member = found.get().member();
        return found.get().totp() ? new Outcome.CodeNeeded(member) : new Outcome.Welcome(member);
    }

    /// Checks the one-time code that was asked for after the password.
    Outcome code(Member member, String code) {
        var key = member.id().toString();
        var wait = attempts.claim(SignInAttempts.Kind.CODE, key);
        if (wait.isPresent()) {
            return new Outcome.Later(wait.get());
        }
        if (!secondFactor.use(member, code)) {
            return new Outcome.Wrong();
        }
        attempts.right(SignInAttempts.Kind.CODE, key);
        return new Outcome.Welcome(member);
    }

    /// Whether this is the password of a member, asked again before something grave. Guessing is slowed down here too.
    Outcome confirm(Member member, String password) {
        var wait = attempts.claim(SignInAttempts.Kind.ADDRESS, member.email());
        if (wait.isPresent()) {
            return new Outcome.Later(wait.get());
        }
        var hash = members.credentials(member.email()).map(MemberStore.Credentials::passwordHash);
        if (hash.isEmpty() || !passwords.matches(password, hash.get())) {
            return new Outcome.Wrong();
        }
        attempts.right(SignInAttempts.Kind.ADDRESS, member.email());
        return new Outcome.Welcome(member);
    }

    /// Notes that a member got in.
    void welcomed(Member member) {
        audit.recordBy(member, "member.signed-in", member.id(), member.name(), Map.of());
    }

    /// One household or company has a /64 of IPv6; a single address of it means nothing.
    static String network(String remote) {
        if (remote.indexOf(':') < 0) {
            return remote;
        }
        try {
            // a literal address is not looked up anywhere
            var bytes = InetAddress.ofLiteral(remote).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
        } catch (IllegalArgumentException e) {
            return remote;
        }
    }
}
