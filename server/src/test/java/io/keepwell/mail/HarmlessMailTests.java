package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a mail cannot do, whatever stands in it.
class HarmlessMailTests extends ThreadStory {

    @Test
    @DisplayName("T13: control headers steer nothing")
    void ignoresControlHeaders() {
        var filed = mail(ana, "Export", "How?").with("""
                        X-Priority: 1
                        Importance: high
                        X-Keepwell-Priority: urgent
                        X-Keepwell-Assignee: mara@shop.example
                        X-Keepwell-State: closed
                        X-Zammad-Ticket-Priority: 3 high
                        X-OTRS-Queue: Secret""").arrives();

        var row = jdbc.sql(
                        "select priority, state, assignee_id::text as assignee, team_id::text as team from conversation where id = :id")
                .param("id", thread(filed))
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("priority", "normal")
                .containsEntry("state", "new")
                .containsEntry("assignee", null)
                .containsEntry("team", null);
    }

    @Test
    @DisplayName("T15: a mail makes one customer, whoever else it names")
    void makesOneCustomer() {
        var crowd =
                IntStream.range(0, 300).mapToObj(i -> "crowd-" + i + "-" + ana).collect(Collectors.joining(",\n "));

        mail(ana, "Export", "How?")
                .with("Cc: " + crowd + "\nBcc: secret-" + ana + "\nResent-To: list-" + ana)
                .arrives();

        assertThat(jdbc.sql("select count(*) from customer_identifier where value like :ana")
                        .param("ana", "%" + ana)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("M8: a mail of more than 5,000 links is shown in words, and its original can be had")
    void showsWordsAlone() throws IOException {
        var links = "<a href='https://example.org/'>x</a>\n".repeat(5_001);

        var filed = mail(ana, "Export", "<p>Hello</p>" + links).html().arrives();

        assertThat(marks(filed)).containsExactly("words-only");
        assertThat(message(filed).html()).isNull();
        assertThat(message(filed).text()).contains("Hello");
        try (var original = blobs.open(jdbc.sql("select blob from raw_mail where id = :id")
                .param("id", filed)
                .query(String.class)
                .single())) {
            assertThat(new String(original.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("https://example.org/");
        }
    }
}
