package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;

@WholeApplication
class ApiAccessTests {

    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final Set<Role> ADMINISTRATORS = EnumSet.of(Role.ADMINISTRATOR);

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    ApiTokenStore tokens;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleMayWhatIsItsOwn(Role role) {
        var api = api(token(member(role), Scope.ADMIN));

        readable(api.get("/api/v1/me"));
        readable(api.get("/api/v1/members"));
        readable(api.get("/api/v1/teams"));
        readable(api.get("/api/v1/tokens"));
        only(ADMINISTRATORS, role, api.get("/api/v1/audit").status(), 200);
        only(ADMINISTRATORS, role, api.get("/api/v1/invitations").status(), 200);
        only(
                ADMINISTRATORS,
                role,
                api.patch("/api/v1/members/" + NOBODY, "{'name':'X'}").status(),
                404);
        only(
                ADMINISTRATORS,
                role,
                api.patch("/api/v1/teams/" + NOBODY, "{'name':'X'}").status(),
                404);
        only(ADMINISTRATORS, role, api.post("/api/v1/teams", "{'name':''}").status(), 400);
        only(
                ADMINISTRATORS,
                role,
                api.post("/api/v1/invitations", "{'email':'x','role':'agent'}").status(),
                400);
        only(ADMINISTRATORS, role, api.delete("/api/v1/invitations/" + NOBODY).status(), 404);
        assertThat(api.post("/api/v1/tokens", "{'name':'one more','scope':'read'}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleSeesItsOwnPages(Role role) {
        jdbc.sql("delete from sign_in_attempt").update();
        var member = setup.member(UUID.randomUUID() + "@keepwell.test", "Ben", role, Locale.ENGLISH, "a long password");
        var visitor = Visitor.signedIn(port, member.email(), "a long password");

        for (var path : new String[] {"/settings", "/settings/tokens", "/me"}) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(200);
        }
        for (var path : new String[] {"/settings/people", "/settings/teams", "/settings/audit"}) {
            only(ADMINISTRATORS, role, visitor.get(path).statusCode(), 200);
        }
        var answer = visitor.post("/settings/teams", "name", "Team " + UUID.randomUUID());
        only(ADMINISTRATORS, role, answer.statusCode(), 302);
    }

    @Test
    void tellsProgramsThatATokenIsNeeded() {
        var answer = new Visitor(port).get("/api/v1/members");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/token-needed");
    }

    @Test
    void aWrongTokenIsRefusedEvenWhereNoneIsNeeded() {
        var wrong = api("not a token of ours, but long enough").get("/api/v1/members");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("type").asString()).isEqualTo("/problems/invalid-token");
    }

    @Test
    void aSessionIsNoToken() {
        var visitor = Visitor.ofAdministrator(port);

        assertThat(visitor.get("/api/v1/members").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOpensNoPage() {
        var visitor = new Visitor(port);

        var answer = visitor.send(visitor.request("/settings")
                .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                .GET());

        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @Test
    void aReadingTokenWritesNothing() {
        var api = api(token(member(Role.ADMINISTRATOR), Scope.READ));

        assertThat(api.get("/api/v1/members").status()).isEqualTo(200);
        var refused = api.post("/api/v1/teams", "{'name':'Never'}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/scope-too-small");
        assertThat(api.get("/api/v1/audit").status()).isEqualTo(403);
    }

    @Test
    void aWritingTokenTouchesNeitherPeopleNorSettingsNorTokens() {
        var api = api(token(member(Role.ADMINISTRATOR), Scope.WRITE));

        assertThat(api.post("/api/v1/teams", "{'name':'Never'}").status()).isEqualTo(403);
        assertThat(api.get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(api.post("/api/v1/tokens", "{'name':'larger','scope':'admin'}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aTokenEndsWhenItExpiresIsRevokedOrItsMemberLeaves() {
        var member = member(Role.AGENT);
        var expired = token(member, Scope.READ);
        var revoked = token(member, Scope.ADMIN);
        var left = token(member, Scope.READ);
        jdbc.sql("update api_token set expires_at = :at where token_hash = :hash")
                .param("at", Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param("hash", Secrets.hash(expired))
                .update();

        assertThat(api(expired).get("/api/v1/me").status()).isEqualTo(401);
        var id = api(revoked)
                .get("/api/v1/tokens")
                .json()
                .path("items")
                .path(1)
                .path("id")
                .asString();
        assertThat(api(revoked).delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
        assertThat(api(revoked).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(api(left).get("/api/v1/me").status()).isEqualTo(200);
        api(FreshInstallation.ADMIN_TOKEN).patch("/api/v1/members/" + member.id(), "{'active':false}");
        assertThat(api(left).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() {
        var api = api(token(member(Role.AGENT), Scope.ADMIN));

        var made = api.post("/api/v1/tokens", "{'name':'import','scope':'write','days':30}");

        var secret = made.json().path("token").asString();
        assertThat(secret).startsWith("kw_").hasSizeGreaterThan(40);
        assertThat(api(secret).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/tokens").json().toString()).doesNotContain(secret);
        assertThat(jdbc.sql("select count(*) from api_token where position(:secret in api_token::text) > 0")
                        .param("secret", secret)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select last_used_at is not null from api_token where token_hash = :hash")
                        .param("hash", Secrets.hash(secret))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aRepeatedAnswerKeepsNoTokenInTheClear() {
        var api = api(token(member(Role.AGENT), Scope.ADMIN));
        var key = UUID.randomUUID().toString();

        var first = api.post("/api/v1/tokens", "{'name':'once','scope':'read'}", "Idempotency-Key", key);
        var second = api.post("/api/v1/tokens", "{'name':'once','scope':'read'}", "Idempotency-Key", key);

        assertThat(second.json()).isEqualTo(first.json());
        var body = jdbc.sql("select body from idempotent_answer where key = :key")
                .param("key", key)
                .query((row, n) -> new String(row.getBytes("body"), StandardCharsets.ISO_8859_1))
                .single();
        assertThat(body).doesNotContain("kw_").doesNotContain("once");
    }

    @Test
    void nobodyRevokesTheTokenOfAColleague() {
        var mine = token(member(Role.AGENT), Scope.ADMIN);
        var id = api(mine)
                .get("/api/v1/tokens")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();

        var refused = api(token(member(Role.AGENT), Scope.ADMIN)).delete("/api/v1/tokens/" + id);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(api(mine).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void refusesFieldsItDoesNotKnow() {
        var answer = api(FreshInstallation.ADMIN_TOKEN).post("/api/v1/teams", "{'name':'A','colour':'red'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("colour");
    }

    @Test
    void anEndpointThatDoesNotSayWhoMayCallItAnswersNobody() throws NoSuchMethodException {
        class Forgotten {
            void show() {}
        }
        var method = Forgotten.class.getDeclaredMethod("show");

        assertThat(EndpointsSayWhoMayCall.says(new HandlerMethod(new Forgotten(), method)))
                .isFalse();
        assertThat(new Visitor(port).get("/api/nothing").statusCode()).isIn(401, 403);
        assertThat(Visitor.ofAdministrator(port).get("/actuator/prometheus").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theApiIsDescribed() {
        var answer = api(FreshInstallation.ADMIN_TOKEN).get("/api/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("paths").has("/api/v1/members")).isTrue();
        assertThat(answer.json().path("paths").has("/api/v1/audit")).isTrue();
    }

    private static void readable(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void only(Set<Role> may, Role role, int status, int expected) {
        assertThat(status).isEqualTo(may.contains(role) ? expected : 403);
    }

    private Api api(String token) {
        return new Api("http://127.0.0.1:" + port, token);
    }

    private Member member(Role role) {
        return setup.member(UUID.randomUUID() + "@keepwell.test", "Ben", role, Locale.ENGLISH, null);
    }

    private String token(Member member, Scope scope) {
        var secret = Secrets.random();
        tokens.add(
                new ApiToken(
                        UUID.randomUUID(),
                        member.id(),
                        member.name(),
                        "test",
                        scope,
                        false,
                        Instant.now(),
                        null,
                        null,
                        null),
                Secrets.hash(secret));
        return secret;
    }
}
