package io.keepwell.surveys.answering;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.ZoneOffset.UTC;

import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A survey, its first wave, and people who are asked in it, as rows: what sends letters is tested elsewhere.
final class Asked {

    /// Somebody who was asked, with what stands in their link.
    record Person(UUID customer, UUID invitation, String token, String email) {

        String link() {
            return "/s/" + token;
        }
    }

    final UUID survey = UUID.randomUUID();
    final UUID score = UUID.randomUUID();
    final UUID why = UUID.randomUUID();
    final UUID wave = UUID.randomUUID();
    final SurveyPrivacy privacy;

    private final JdbcClient jdbc;
    private final Api api;
    private final Clock clock;

    Asked(JdbcClient jdbc, Clock clock, int port, SurveyPrivacy privacy, String channel) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.privacy = privacy;
        this.api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var now = clock.instant().atOffset(UTC);
        jdbc.sql("""
                insert into survey (id, name, type, purpose, privacy, channel, state, language, follow_up, created_at,
                                    changed_at)
                values (:id, :name, 'nps', 'relationship', :privacy, :channel, 'active', 'en', :follow, :now, :now)
                """)
                .param("id", survey)
                .param("name", "How are we doing " + survey)
                .param("privacy", privacy.word())
                .param("channel", channel)
                .param("follow", privacy == SurveyPrivacy.IDENTIFIED)
                .param("now", now)
                .update();
        jdbc.sql("""
                insert into survey_question (id, survey_id, position, kind, low, high, required)
                values (:score, :survey, 0, 'score', 0, 10, true), (:why, :survey, 1, 'text', null, null, false)
                """)
                .param("score", score)
                .param("why", why)
                .param("survey", survey)
                .update();
        jdbc.sql("""
                insert into survey_wave (id, survey_id, number, name, occasion, state, started_at)
                values (:id, :survey, 1, 'First', 'sent', 'done', :now)
                """)
                .param("id", wave)
                .param("survey", survey)
                .param("now", now)
                .update();
    }

    /// Asks somebody new.
    Person person(String name) {
        var email = UUID.randomUUID() + "@asked.test";
        var id = api.post("/api/v1/customers", "{'name':'%s','email':'%s'}".formatted(name, email))
                .json()
                .path("id")
                .asString();
        return person(UUID.fromString(id), email, wave);
    }

    /// Asks somebody in a wave.
    Person person(UUID customer, String email, UUID in) {
        var invitation = UUID.randomUUID();
        var bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        jdbc.sql("""
                insert into survey_invitation (id, wave_id, survey_id, customer_id, account_id, token_hash, language,
                                               state, planned_at, due_at, asked_at, state_at, expires_at)
                values (:id, :wave, :survey, :customer, (select account_id from customer where id = :customer), :hash,
                        'en', 'sent', :now, :now, :now, :now, :expires)
                """)
                .param("id", invitation)
                .param("wave", in)
                .param("survey", survey)
                .param("customer", customer)
                .param("hash", sha256(token))
                .param("now", now.atOffset(UTC))
                .param("expires", now.plus(Duration.ofDays(30)).atOffset(UTC))
                .update();
        return new Person(customer, invitation, token, email);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String scoreField() {
        return "q-" + score;
    }

    String whyField() {
        return "q-" + why;
    }

    /// How many answers count.
    long counted() {
        return jdbc.sql("select count(*) from survey_answer where survey_id = :survey and state = 'counted'")
                .param("survey", survey)
                .query(Long.class)
                .single();
    }
}
