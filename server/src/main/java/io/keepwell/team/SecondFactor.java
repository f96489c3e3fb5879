package io.keepwell.team;

import io.keepwell.platform.Keys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The code from an authenticator app, asked for after the password. Each code works once.
@Service
class SecondFactor {

    private static final int RECOVERY_CODES = 10;

    private final SecondFactorStore store;
    private final Keys keys;
    private final AuditLog audit;
    private final Clock clock;

    SecondFactor(SecondFactorStore store, Keys keys, AuditLog audit, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    boolean on(UUID member) {
        return store.secret(member).isPresent();
    }

    int recoveryCodesLeft(UUID member) {
        return store.recoveryCodesLeft(member);
    }

    /// Begins to set it up; until a code has proved that the app has the secret, nothing changes.
    @Transactional
    void begin(UUID member) {
        store.setPending(member, keys.encrypt(OneTimeCodes.secret()));
    }

    /// The secret that is being set up.
    Optional<String> pending(UUID member) {
        return store.pending(member).map(keys::decrypt);
    }

    /// What the QR code says.
    static String address(Member member, String secret) {
        return "otpauth://totp/Keepwell:" + URLEncoder.encode(member.email(), StandardCharsets.UTF_8) + "?secret="
                + secret + "&issuer=Keepwell";
    }

    /// Ends the set-up when the code is right.
    ///
    /// @return the recovery codes, to be shown this once; empty when the code is wrong
    @Transactional
    Optional<List<String>> confirm(Member member, String code) {
        var secret = pending(member.id());
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        var step = OneTimeCodes.step(secret.get(), code, clock.instant());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        var codes = Stream.generate(OneTimeCodes::recoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        store.confirm(
                member.id(),
                step.getAsLong(),
                codes.stream().map(SecondFactor::hash).toList());
        audit.record("member.second-factor-on", member.id(), member.name(), Map.of());
        return Optional.of(codes);
    }

    @Transactional
    void remove(Member member) {
        store.remove(member.id());
        audit.record("member.second-factor-off", member.id(), member.name(), Map.of());
    }

    /// Whether a code from the app or a recovery code is right; uses it up.
    @Transactional
    boolean use(Member member, String code) {
        var secret = store.secret(member.id()).map(keys::decrypt);
        if (secret.isEmpty()) {
            return false;
        }
        var step = OneTimeCodes.step(secret.get(), code, clock.instant());
        if (step.isPresent()) {
            return store.use(member.id(), step.getAsLong());
        }
        if (store.useRecovery(member.id(), hash(code), clock.instant())) {
            audit.recordBy(member, "member.recovery-code-used", member.id(), member.name(), Map.of());
            return true;
        }
        return false;
    }

    private static byte[] hash(String recoveryCode) {
        return Secrets.hash(recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }
}
