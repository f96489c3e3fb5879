package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ConnectionTrouble.Kind;
import io.keepwell.mail.wire.OAuthCall;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.testing.Api;
import io.keepwell.testing.Dovecot;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.ScriptedSmtp;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@WholeApplication
@Import(FakeThreads.InPlace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxOAuthTests {

    @LocalServerPort
    int port;

    @Autowired
    MailboxEntrance entrance;

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient person = HttpClient.newHttpClient();
    private AuthorizationServer provider;
    private ScriptedSmtp smtp;
    private Api api;

    @BeforeAll
    void open() {
        provider = AuthorizationServer.open();
        smtp = ScriptedSmtp.open();
        smtp.answer("EHLO", "250-scripted\r\n250 AUTH XOAUTH2");
        smtp.answer("AUTH", "235 come in");
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    @AfterAll
    void close() throws IOException {
        provider.close();
        smtp.close();
    }

    @Test
    void letsThePersonWhoOwnsTheMailboxAllowUsInAndKeepsNoSecretInTheOpen() {
        var address = address();
        var created = create(address, null);
        assertThat(created.path("oauth").path("state").asString()).isEqualTo("waiting");
        assertThat(created.path("oauth").path("redirectUri").asString()).endsWith("/mailbox-consent");

        var back = comeBack(created.path("oauth").path("consentUrl").asString());

        assertThat(back.body()).contains("is connected");
        var box = api.get("/api/v1/mailboxes/" + created.path("id").asString()).json();
        assertThat(box.path("oauth").path("state").asString()).isEqualTo("granted");
        assertThat(box.toString()).doesNotContain(AuthorizationServer.SECRET).doesNotContain("refresh-");
        var told = smtp.heard().stream()
                .filter(line -> line.startsWith("AUTH XOAUTH2 "))
                .map(line -> new String(
                        Base64.getDecoder().decode(line.substring("AUTH XOAUTH2 ".length())), StandardCharsets.UTF_8))
                .toList();
        assertThat(told).anyMatch(words -> words.startsWith("user=" + address + "\1auth=Bearer access-"));
        var kept = jdbc.sql("""
                        select encode(refresh_token, 'escape') || encode(access_token, 'escape')
                               || encode(client_secret, 'escape')
                          from mailbox_oauth where mailbox_id = :id
                        """).param("id", id(created)).query(String.class).single();
        assertThat(kept).doesNotContain("refresh-").doesNotContain("access-").doesNotContain("secret");
    }

    @Test
    void takesAPersonBackOnceOnly() {
        var url = create(address(), null).path("oauth").path("consentUrl").asString();
        var back = URI.create(follow(url).headers().firstValue("Location").orElseThrow());
        assertThat(visit(back).body()).contains("is connected");

        assertThat(visit(back).body()).contains("This way back has been used already");
    }

    @Test
    void takesAnAdministratorBackToThePageOfTheMailbox() {
        var created = create(address(), null);
        var visitor = Visitor.ofAdministrator(port);
        var page = "/settings/mailboxes/" + created.path("id").asString();
        assertThat(visitor.get(page).body()).contains("Allow Keepwell in at the provider");

        var toProvider =
                visitor.get(page + "/consent").headers().firstValue("Location").orElseThrow();
        var back =
                URI.create(follow(toProvider).headers().firstValue("Location").orElseThrow());
        var answer = visitor.get(back.getRawPath() + "?" + back.getRawQuery());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(visitor.get(page).body()).contains("is connected").contains("The provider lets Keepwell in.");
    }

    @Test
    void asksForANewTokenInTimeAndOneAtATimeHoweverManyNeedIt() throws Exception {
        var id = allowed(address(), null);
        jdbc.sql("update mailbox_oauth set expires_at = expires_at - interval '57 minutes' where mailbox_id = :id")
                .param("id", id)
                .update();
        long before = refreshes();
        var account = mailboxes.get(id);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var needed = new ArrayList<Callable<@Nullable String>>();
            for (int i = 0; i < 8; i++) {
                needed.add(() -> enter(account).password());
            }
            var tokens = new ArrayList<@Nullable String>();
            for (var token : threads.invokeAll(needed)) {
                tokens.add(token.get());
            }
            assertThat(tokens).hasSize(8).containsOnly(tokens.getFirst());
        }

        // refresh tokens of this provider count once: a second request would have ended the permission
        assertThat(refreshes() - before).isEqualTo(1);
    }

    @Test
    void saysWhatHelpsWhenTheProviderEndsThePermissionAndDoesNotAskAgain() throws Exception {
        var id = allowed(address(), null);
        jdbc.sql("update mailbox_oauth set expires_at = now(), refresh_token = access_token where mailbox_id = :id")
                .param("id", id)
                .update();
        var account = mailboxes.get(id);
        assertThatThrownBy(() -> enter(account))
                .isInstanceOfSatisfying(
                        ConnectionTrouble.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(Kind.GRANT_ENDED));
        long before = provider.asked().size();

        assertThatThrownBy(() -> enter(account)).isInstanceOf(ConnectionTrouble.class);

        assertThat(provider.asked()).hasSize((int) before);
        var again = api.post("/api/v1/mailboxes/" + id + "/consent", "{}");
        assertThat(comeBack(again.json().path("url").asString()).body()).contains("is connected");
        assertThat(enter(account).password()).startsWith("access-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    invalid_grant    | AADSTS700082: The refresh token has expired          | GRANT_ENDED
                    invalid_grant    | AADSTS65001: The user has not consented              | CONSENT
                    access_denied    | AADSTS90094: Only an administrator can grant access  | ADMIN_CONSENT
                    access_denied    | The user said no                                     | DENIED
                    invalid_client   | AADSTS7000222: The client secret keys have expired   | CLIENT
                    unauthorized_client | AADSTS700016: Application was not found           | CLIENT
                    invalid_scope    | AADSTS70011: The scope is not valid                  | SCOPE
                    invalid_request  | AADSTS50011: The redirect URI does not match         | REDIRECT
                    redirect_uri_mismatch | Bad Request                                     | REDIRECT
                    admin_policy_enforced | Access blocked                                  | ADMIN_CONSENT
                    temporarily_unavailable | Later                                         | PROVIDER
                    """)
    void sortsWhatProvidersSayByWhatHelps(String error, String description, Kind kind) {
        assertThat(OAuthCall.refusal(error, description).kind()).isEqualTo(kind);
    }

    @Test
    void tellsWhoComesBackWhatIsInTheWay() {
        var created = create(address(), null);
        provider.refuse(
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: The secret has expired\"}");
        try {
            var back = comeBack(created.path("oauth").path("consentUrl").asString());

            assertThat(back.body())
                    .contains("its secret is wrong or has run out")
                    .contains("tell whoever sent you here");
        } finally {
            provider.refuse(null);
        }
        var box = api.get("/api/v1/mailboxes/" + created.path("id").asString()).json();
        assertThat(box.path("oauth").path("state").asString()).isEqualTo("refused");
    }

    @Test
    void refusesAddressesOfAProviderThatWouldSendSecretsInTheOpen() {
        var answer = api.post("/api/v1/mailboxes", """
                {'address': '%s', 'name': 'Support', 'smtp': {'host': 'smtp.example.org'},
                 'oauth': {'provider': 'other', 'authorizationEndpoint': 'http://login.example.org/a',
                           'tokenEndpoint': 'https://login.example.org/t', 'clientId': 'x'}}
                """.formatted(address()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").get(0).path("field").asString())
                .isEqualTo("oauth.authorizationEndpoint");
    }

    @Test
    void knowsTheAddressesOfMicrosoftAndGoogle() {
        var microsoft =
                api.post("/api/v1/mailboxes", """
                {'address': '%s', 'name': 'Support', 'smtp': {'host': 'smtp.office365.com', 'security': 'starttls'},
                 'oauth': {'provider': 'microsoft', 'tenant': 'contoso.example', 'clientId': 'x'}}
                """.formatted(address())).json().path("oauth");
        assertThat(microsoft.path("consentUrl").asString())
                .startsWith("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?")
                .contains("offline_access", "code_challenge_method=S256");
        assertThat(microsoft.path("tenant").asString()).isEqualTo("contoso.example");

        var google =
                api.post("/api/v1/mailboxes", """
                {'address': '%s', 'name': 'Support', 'smtp': {'host': 'smtp.gmail.com'},
                 'oauth': {'provider': 'google', 'clientId': 'x', 'clientSecret': 'y'}}
                """.formatted(address())).json().path("oauth");
        assertThat(google.path("consentUrl").asString())
                .startsWith("https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent&");
    }

    @Test
    @EnabledIf("io.keepwell.testing.Dovecot#present")
    void fetchesFromAnImapServerThatTakesTokensOnlyAndSaysWhenItNoLongerDoes() {
        try (var dovecot = Dovecot.open(provider.url("/introspect"))) {
            var address = address();
            dovecot.deliver(address, "From: ana@example.org\r\nTo: " + address + "\r\nSubject: Before\r\n\r\nOld.\r\n");
            var created = create(address, dovecot.port());
            var id = id(created);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(box(id).path("problem").asString())
                            .contains("Nobody has allowed Keepwell into this mailbox yet"));
            assertThat(api.get("/healthz")
                            .json()
                            .path("mailboxes")
                            .path("items")
                            .toString())
                    .contains("\"reason\":\"CONSENT\"", "allow Keepwell in");

            assertThat(comeBack(created.path("oauth").path("consentUrl").asString())
                            .body())
                    .contains("is connected");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(box(id).path("state").asString()).isEqualTo("ok"));
            dovecot.deliver(address, "From: ana@example.org\r\nTo: " + address + "\r\nSubject: Since\r\n\r\nNew.\r\n");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(subjects(id)).containsExactly("Since"));

            provider.revokeAccess();
            var account = mailboxes.get(id);
            var draft = new MailboxDraft(
                    account.address(),
                    account.name(),
                    account.imap(),
                    account.smtp(),
                    null,
                    false,
                    Account.Existing.IGNORE,
                    null,
                    Account.AfterFetch.LEAVE,
                    mailboxes.permission(id));
            assertThatThrownBy(() -> mailboxes.tryOut(id, draft)).isInstanceOf(MailboxConnectionFailed.class);
            entrance.after(id, ConnectionTrouble.again(Kind.LOGIN, "no"));
            assertThat(mailboxes.tryOut(id, draft).lying())
                    .as("with a fresh token")
                    .isEqualTo(2);
        }
    }

    private ServerSettings enter(Account account) throws Exception {
        return entrance.enter(account, Objects.requireNonNull(account.smtp()));
    }

    private List<String> subjects(UUID mailbox) {
        return jdbc.sql("select subject from raw_mail where mailbox_id = :id and subject is not null")
                .param("id", mailbox)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private JsonNode box(UUID id) {
        return api.get("/api/v1/mailboxes/" + id).json();
    }

    private UUID allowed(String address, @Nullable Integer imap) {
        var created = create(address, imap);
        assertThat(comeBack(created.path("oauth").path("consentUrl").asString()).body())
                .contains("is connected");
        return id(created);
    }

    private JsonNode create(String address, @Nullable Integer imap) {
        var answer = api.post("/api/v1/mailboxes", """
                {'address': '%s', 'name': 'Support', 'smtp': {'host': '127.0.0.1', 'port': %d, 'security': 'none'}%s,
                 'oauth': %s}
                """.formatted(
                        address,
                        smtp.port(),
                        imap == null ? "" : ", 'imap': {'host': '127.0.0.1', 'port': " + imap + ", 'security': 'none'}",
                        provider.asJson()));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
        return answer.json();
    }

    private static UUID id(JsonNode box) {
        return UUID.fromString(box.path("id").asString());
    }

    private long refreshes() {
        return provider.asked().stream()
                .filter(asked -> "refresh_token".equals(asked.get("grant_type")))
                .count();
    }

    /// Goes to the provider, says yes, and comes back.
    private HttpResponse<String> comeBack(String consentUrl) {
        return visit(
                URI.create(follow(consentUrl).headers().firstValue("Location").orElseThrow()));
    }

    /// The address of this installation is that of its settings; here it listens elsewhere.
    private HttpResponse<String> visit(URI back) {
        return follow("http://127.0.0.1:" + port + back.getRawPath() + "?" + back.getRawQuery());
    }

    private HttpResponse<String> follow(String url) {
        try {
            return person.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String address() {
        return "o" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
    }
}
