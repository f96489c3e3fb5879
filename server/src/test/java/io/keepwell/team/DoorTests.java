package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeApplication
class DoorTests {

    @LocalServerPort
    int port;

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
        var page = visitor.get("/sign-in?to=%2Fsettings");
        assertThat(page.statusCode()).isEqualTo(200);
        var in = visitor.post(
                "/sign-in",
                "email",
                FreshInstallation.ADMIN_EMAIL,
                "password",
                FreshInstallation.ADMIN_PASSWORD,
                "to",
                "/settings");
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/settings");
        assertThat(visitor.get("/sign-in").statusCode()).isEqualTo(302);
    }

    @Test
    void refusesAFormWithoutItsToken() {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        visitor.forgetToken();

        var answer = visitor.post(
                "/sign-in", "email", FreshInstallation.ADMIN_EMAIL, "password", FreshInstallation.ADMIN_PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This form is too old");
    }

    @Test
    void tellsProgramsThatATokenIsNeeded() {
        var answer = new Visitor(port).get("/api/v1/members");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/token-needed");
    }
}
