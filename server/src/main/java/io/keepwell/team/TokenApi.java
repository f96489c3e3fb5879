package io.keepwell.team;

import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// API tokens, for programs that hold one with the scope `admin`.
@RestController
@ForTeam
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens", description = "API tokens: one's own, and for an administrator everybody's")
class TokenApi {

    @Schema(name = "Token")
    record Answer(
            UUID id,
            String name,

            @Schema(
                    description = "Each includes the ones before it",
                    allowableValues = {"read", "write", "admin"})
            String scope,

            UUID member,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Schema(description = "To the minute") @Nullable Instant lastUsedAt,

            @Schema(description = "The token; given when it is made, and never again") @Nullable
            String token) {

        static Answer of(ApiToken token, @Nullable String secret) {
            return new Answer(
                    token.id(),
                    token.name(),
                    TeamApi.word(token.scope()),
                    token.memberId(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    secret);
        }

        @Override
        public String toString() {
            return "Token[" + id + "]";
        }
    }

    @Schema(name = "NewToken")
    record Request(
            String name,

            @Schema(allowableValues = {"read", "write", "admin"})
            String scope,

            @Schema(description = "How many days it is valid, 1 to 3650; absent: until it is revoked") @Nullable
            Integer days) {}

    private final ApiTokens tokens;

    TokenApi(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(summary = "Tokens that are not revoked, the newest first")
    Slice<Answer> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return TeamApi.slice(tokens.list(), ApiToken::id, token -> Answer.of(token, null), cursor, limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a token of one's own; the answer has it")
    Answer create(@RequestBody Request request) {
        var made = tokens.create(request.name(), scope(request.scope()), request.days());
        return Answer.of(made.token(), made.secret());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token")
    void destroy(@PathVariable UUID id) {
        tokens.revoke(id);
    }

    private static Scope scope(@Nullable String word) {
        for (var scope : Scope.values()) {
            if (TeamApi.word(scope).equals(word)) {
                return scope;
            }
        }
        throw InvalidRequest.field("scope", "scope is read, write or admin.");
    }
}
