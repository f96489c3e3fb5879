package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

@WholeApplication
@ExtendWith(OutputCaptureExtension.class)
class DoorTests {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PasswordEncoder passwords;

    @BeforeEach
    void forgetAttempts() {
        jdbc.sql("delete from sign_in_attempt").update();
    }

    @Test
    void healthAnswersEverybody() {
        assertThat(new Visitor(port).get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void leadsStrangersToTheSignInAndBack() {
        var visitor = new Visitor(port);

        var asked = visitor.get("/live?a=b");

        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location")).hasValue("/sign-in?to=%2Flive%3Fa%3Db");
        visitor.get("/sign-in?to=%2Fsettings");
        var in = visitor.post("/sign-in", "email", admin(), "password", adminPassword(), "to", "/settings");
        assertThat(in.headers().firstValue("Location")).hasValue("/settings");
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void neverLeadsToTheSiteOfSomebodyElse() {
        assertThat(WayOn.after("https://evil.example")).isEqualTo("/inbox");
        assertThat(WayOn.after("//evil.example")).isEqualTo("/inbox");
        assertThat(WayOn.after("/\\evil.example")).isEqualTo("/inbox");
        assertThat(WayOn.after("/a\r\nX: y")).isEqualTo("/inbox");
        assertThat(WayOn.after("/conversations/7?a=b")).isEqualTo("/conversations/7?a=b");
    }

    @Test
    void refusesAFormWithoutItsToken() {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        visitor.forgetToken();

        var answer = visitor.post("/sign-in", "email", admin(), "password", adminPassword());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This form is too old");
    }

    @Test
    void refusesAFormWithTheTokenOfAnotherSession() {
        var other = new Visitor(port);
        other.get("/sign-in");
        var visitor = Visitor.ofAdministrator(port);
        visitor.forgetToken();

        var answer = visitor.post("/settings/teams", "name", "Stolen", "_csrf", "x");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void saysTheSameOfUnknownAddressesAndWrongPasswords() {
        var known = attempt(admin(), "not the password");
        var unknown = attempt("nobody-" + UUID.randomUUID() + "@keepwell.test", "not the password");

        assertThat(known.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).contains("Address and password do not go together");
        assertThat(known.body()).contains("Address and password do not go together");
    }

    @Test
    void unknownAddressesCostTheSameWork() {
        var counted = new CountingEncoder(passwords);
        var signIn = new SignIn(members, attempts, counted, secondFactor, audit);

        signIn.attempt("nobody@keepwell.test", "not the password", "192.0.2.1");
        int unknown = counted.checks;
        signIn.attempt(admin(), "not the password", "192.0.2.1");

        assertThat(unknown).isEqualTo(1);
        assertThat(counted.checks).isEqualTo(2);
    }

    @Test
    void guessingWaitsLongerEachTime() {
        var member = somebody(Role.AGENT);
        for (int i = 0; i < 5; i++) {
            assertThat(attempt(member.email(), "guess " + i).statusCode()).isEqualTo(401);
        }

        var later = attempt(member.email(), PASSWORD);

        assertThat(later.statusCode()).isEqualTo(429);
        assertThat(later.headers().firstValue("Retry-After")).isPresent();
        assertThat(later.body()).contains("Please wait");
        assertThat(SignInAttempts.pause(SignInAttempts.Kind.ADDRESS, 4)).isEqualTo(Duration.ZERO);
        assertThat(SignInAttempts.pause(SignInAttempts.Kind.ADDRESS, 5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(SignInAttempts.pause(SignInAttempts.Kind.ADDRESS, 6)).isEqualTo(Duration.ofSeconds(10));
        assertThat(SignInAttempts.pause(SignInAttempts.Kind.ADDRESS, 99)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void slowsDownOneWhoTriesManyAddresses() {
        for (int i = 0; i < 30; i++) {
            attempts.claim(SignInAttempts.Kind.REMOTE, "192.0.2.77");
        }

        assertThat(attempts.claim(SignInAttempts.Kind.REMOTE, "192.0.2.77")).isPresent();
        assertThat(attempts.claim(SignInAttempts.Kind.REMOTE, "192.0.2.78")).isEmpty();
        assertThat(SignIn.network("2001:db8::1")).isEqualTo(SignIn.network("2001:db8::2"));
    }

    @Test
    void keepsPasswordsOutOfTheLog(CapturedOutput output) {
        var secret = "secret-" + UUID.randomUUID();

        attempt(admin(), secret);
        Visitor.ofAdministrator(port);

        assertThat(output.getAll()).doesNotContain(secret).doesNotContain(adminPassword());
    }

    @Test
    void takesNoPasswordOverPlainHttpOffLoopback() throws IOException {
        var page = raw("GET /sign-in HTTP/1.1\r\nHost: desk.example.org\r\nConnection: close\r\n\r\n");
        assertThat(page).contains("plain HTTP").contains("KEEPWELL_URL").doesNotContain("type=\"password\"");
        assertThat(page).doesNotContain("Set-Cookie");
    }

    @Test
    void believesNoForwardedHeaderOfAStranger() throws IOException {
        var page = raw("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(page)
                .contains("Set-Cookie: keepwell-")
                .doesNotContain("__Host-")
                .doesNotContain("evil.example");
    }

    @Test
    void sendsTheHeadersThatKeepForeignCodeOut() {
        var headers = new Visitor(port).get("/sign-in").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "style-src 'self'", "style-src-attr 'unsafe-inline'")
                .contains("object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void aSessionBegunBeforeTheSignInIsNotTheOneAfterIt() {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        var before = visitor.cookies().getCookieStore().getCookies().toString();

        visitor.post("/sign-in", "email", admin(), "password", adminPassword());

        assertThat(visitor.cookies().getCookieStore().getCookies().toString()).isNotEqualTo(before);
    }

    @Test
    void signingOutEndsTheSession() {
        var visitor = Visitor.ofAdministrator(port);

        visitor.post("/sign-out");

        assertThat(visitor.get("/me").statusCode()).isEqualTo(302);
    }

    @Test
    void deactivationAndChangeOfRoleCountAtOnce() {
        var member = somebody(Role.ADMINISTRATOR);
        var visitor = Visitor.signedIn(port, member.email(), PASSWORD);
        assertThat(visitor.get("/settings/people").statusCode()).isEqualTo(200);

        people.changeRole(member.id(), Role.VIEWER);
        assertThat(visitor.get("/settings/people").statusCode()).isEqualTo(403);

        people.deactivate(member.id());
        assertThat(visitor.get("/me").statusCode()).isEqualTo(302);
        assertThat(attempt(member.email(), PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void oneSessionEndsAnotherAtOnce() {
        var member = somebody(Role.AGENT);
        var here = Visitor.signedIn(port, member.email(), PASSWORD);
        var there = Visitor.signedIn(port, member.email(), PASSWORD);
        var page = here.get("/me").body();
        var handle = page.replaceAll("(?s).*/me/sessions/([0-9a-f-]{36})/end.*", "$1");

        here.post("/me/sessions/" + handle + "/end");

        assertThat(there.get("/me").statusCode()).isEqualTo(302);
        assertThat(here.get("/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        var member = somebody(Role.AGENT);
        var here = Visitor.signedIn(port, member.email(), PASSWORD);
        var there = Visitor.signedIn(port, member.email(), PASSWORD);

        assertThat(here.post("/me/password", "current", "wrong one", "password", "another long password")
                        .statusCode())
                .isEqualTo(400);
        var changed = here.post("/me/password", "current", PASSWORD, "password", "another long password");

        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(here.get("/me").statusCode()).isEqualTo(200);
        assertThat(there.get("/me").statusCode()).isEqualTo(302);
        Visitor.signedIn(port, member.email(), "another long password");
    }

    @Test
    void theLanguageOfThePersonCountsBeforeThatOfTheBrowser() {
        var member = somebody(Role.AGENT);
        var visitor = Visitor.signedIn(port, member.email(), PASSWORD);
        visitor.post("/me/profile", "name", "Ana Berg", "locale", "de", "theme", "dark");

        var page = visitor.get("/me").body();

        assertThat(page)
                .contains("lang=\"de\"")
                .contains("Wo Sie angemeldet sind")
                .contains("data-theme=\"dark\"");
    }

    @Test
    void thereIsNoDemoSignInOutsideOfTheDemo() {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");

        var answer = visitor.post(
                "/sign-in/demo",
                "member",
                members.findByEmail(admin()).orElseThrow().id().toString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void passwordsAreLongAndNotTheAddress() {
        assertThat(PasswordRules.problem("elevenchars", "a@b.test")).isPresent();
        assertThat(PasswordRules.problem("somebody@keepwell.test", "Somebody@keepwell.test"))
                .isPresent();
        assertThat(PasswordRules.problem("aaaaaaaaaaaaaaaa", "a@b.test")).isPresent();
        assertThat(PasswordRules.problem("four words in a row", "a@b.test")).isEmpty();
    }

    @Test
    void passwordsAreKeptAsSlowHashes() {
        var member = somebody(Role.AGENT);

        assertThat(jdbc.sql("select password_hash from team_member where id = :id")
                        .param("id", member.id())
                        .query(String.class)
                        .single())
                .startsWith("{pbkdf2}")
                .doesNotContain(PASSWORD);
    }

    @Autowired
    MemberStore members;

    @Autowired
    SignInAttempts attempts;

    @Autowired
    SecondFactor secondFactor;

    @Autowired
    AuditLog audit;

    @Autowired
    People people;

    private java.net.http.HttpResponse<String> attempt(String email, String password) {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        return visitor.post("/sign-in", "email", email, "password", password);
    }

    private Member somebody(Role role) {
        return setup.member(UUID.randomUUID() + "@keepwell.test", "Ana Berg", role, Locale.ENGLISH, PASSWORD);
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String admin() {
        return FreshInstallation.ADMIN_EMAIL;
    }

    private static String adminPassword() {
        return FreshInstallation.ADMIN_PASSWORD;
    }

    private static final class CountingEncoder implements PasswordEncoder {

        private final PasswordEncoder real;
        private int checks;

        CountingEncoder(PasswordEncoder real) {
            this.real = real;
        }

        @Override
        public String encode(@Nullable CharSequence password) {
            return String.valueOf(real.encode(password));
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            checks++;
            return real.matches(password, hash);
        }
    }
}
