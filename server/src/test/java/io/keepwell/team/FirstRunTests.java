package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.Keepwell;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/// An installation that nobody has entered yet, behind a proxy on this machine. The steps build on each other.
@SpringBootTest(classes = Keepwell.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {FreshInstallation.class, FirstRunTests.Nobody.class})
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstRunTests {

    static class Nobody implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "nobody",
                            Map.of(
                                    "keepwell.admin.email", "",
                                    "keepwell.admin.password", "",
                                    "keepwell.admin.token", "",
                                    "keepwell.proxies", "127.0.0.1")));
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    KeepwellSettings installation;

    @Autowired
    MemberStore members;

    @Autowired
    ApiTokenStore tokens;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    Audit audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @Order(1)
    void theFirstOneBecomesAdministratorAndIsTheOnlyOneToGetInThisWay() {
        var visitor = new Visitor(port);
        assertThat(visitor.get("/").headers().firstValue("Location")).hasValue("/first-run");
        assertThat(visitor.get("/sign-in").headers().firstValue("Location")).hasValue("/first-run");
        assertThat(visitor.get("/first-run").statusCode()).isEqualTo(200);
        var latecomer = new Visitor(port);
        latecomer.get("/first-run");

        assertThat(visitor.post("/first-run", "name", "", "email", "no", "password", "short")
                        .statusCode())
                .isEqualTo(400);
        var in = visitor.post(
                "/first-run", "name", "Mara Lind", "email", "mara@keepwell.test", "password", "four words in a row");

        assertThat(in.headers().firstValue("Location")).hasValue("/inbox");
        assertThat(visitor.get("/settings/people").body()).contains("Mara Lind");
        var late = latecomer.post(
                "/first-run", "name", "Eve", "email", "eve@keepwell.test", "password", "four words in a row");
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(latecomer.get("/first-run").headers().firstValue("Location")).hasValue("/");
        assertThat(members.all()).hasSize(1);
    }

    @Test
    @Order(2)
    void believesForwardedHeadersOfItsProxy() {
        var visitor = new Visitor(port);

        var page = visitor.send(visitor.request("/sign-in")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "192.0.2.9")
                .GET());

        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-keepwell=")
                .contains("Secure", "HttpOnly", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    @Order(3)
    void theSettingsMakeAnAdministratorOnceAndKeepTheirPasswordAndTokenValid() {
        var token = "a token of the settings, long enough 1";
        start("chief@keepwell.test", "the first password", token);
        start("chief@keepwell.test", "the second password", token.replace('1', '2'));

        assertThat(members.all())
                .filteredOn(member -> member.email().equals("chief@keepwell.test"))
                .hasSize(1);
        Visitor.signedIn(port, "chief@keepwell.test", "the second password");
        assertThat(api(token).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(api(token.replace('1', '2')).get("/api/v1/me").status()).isEqualTo(200);
        start("chief@keepwell.test", null, token);
        assertThat(api(token).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void settingsThatLetNobodyInStopTheStartWithAClearSentence() {
        assertThatThrownBy(() -> start("chief@keepwell.test", null, "short")).hasMessageContaining("at least 32");
        assertThatThrownBy(() -> start("chief@keepwell.test", null, null)).hasMessageContaining("lets nobody in");
        assertThatThrownBy(() -> start(null, "a password of nobody", null))
                .hasMessageContaining("KEEPWELL_ADMIN_EMAIL");
        assertThatThrownBy(() -> start("no address", "a password of nobody", null))
                .hasMessageContaining("not an e-mail address");
    }

    private void start(@Nullable String email, @Nullable String password, @Nullable String token) {
        new FirstAdministrator(
                        new AdminSettings(email, password, token),
                        installation,
                        members,
                        tokens,
                        passwords,
                        audit,
                        jdbc,
                        transaction,
                        Clock.systemUTC())
                .afterSingletonsInstantiated();
    }

    private Api api(String token) {
        return new Api("http://127.0.0.1:" + port, token);
    }
}
