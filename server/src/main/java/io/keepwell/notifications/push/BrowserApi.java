package io.keepwell.notifications.push;

import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The browsers that may notify the person of the token, for programs.
@ForTeam
@RestController
@RequestMapping("/api/v1/push-subscriptions")
@Tag(name = "Notifications")
class BrowserApi {

    @Schema(name = "PushSubscription", description = "A browser, or a program that behaves like one, that is told")
    record Answer(
            UUID id,

            @Schema(description = "What people call it", example = "Firefox on Linux")
            String browser,

            Instant createdAt,

            @Schema(description = "When it last said that it still listens")
            Instant seenAt,

            @Schema(description = "When something last reached its push service") @Nullable
            Instant reachedAt,

            @Schema(description = "What its push service said where it refused the last one", example = "HTTP 403")
            @Nullable
            String failure) {}

    @Schema(name = "NewPushSubscription", description = "As `PushSubscription.toJSON()` of a browser gives it")
    record Wanted(
            @Schema(description = "Address at the push service, https", example = "https://push.example.org/send/k3jd")
            @Nullable
            String endpoint,

            @Schema(description = "When it ends by itself; not used") @Nullable
            Long expirationTime,

            @Nullable Secrets keys) {}

    @Schema(name = "PushSubscriptionKeys")
    record Secrets(
            @Schema(description = "Public key of the browser, an uncompressed point of P-256 in base64url") @Nullable
            String p256dh,

            @Schema(description = "16 random bytes of the browser in base64url") @Nullable
            String auth) {}

    @Schema(name = "PushKey")
    record PublicKey(
            @Schema(description = "To be given as `applicationServerKey`, base64url")
            String key) {}

    private final Browsers browsers;

    BrowserApi(Browsers browsers) {
        this.browsers = browsers;
    }

    @GetMapping("/key")
    @Operation(summary = "The public key that a subscription is bound to (VAPID, RFC 8292)")
    PublicKey key() {
        return new PublicKey(browsers.key());
    }

    @GetMapping
    @Operation(summary = "Your browsers that may notify you, the last seen first")
    Slice<Answer> list() {
        return new Slice<>(browsers.mine().stream().map(BrowserApi::answer).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Let a browser notify you; one that is known is kept anew")
    Answer create(@RequestBody Wanted wanted, @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent) {
        var keys = Objects.requireNonNullElse(wanted.keys(), new Secrets(null, null));
        return answer(browsers.allow(given(wanted.endpoint()), given(keys.p256dh()), given(keys.auth()), userAgent));
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send it something that says nothing but that it is a test")
    void test(@PathVariable UUID id) {
        browsers.test(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let it notify you no more")
    void remove(@PathVariable UUID id) {
        browsers.remove(id);
    }

    // what is missing is refused like what is wrong
    private static String given(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static Answer answer(Browsers.Browser it) {
        return new Answer(it.id(), it.name(), it.createdAt(), it.seenAt(), it.reachedAt(), it.failure());
    }
}
