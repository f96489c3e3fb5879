package io.keepwell.conversations.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.rules.RuleContent.Condition;
import io.keepwell.conversations.rules.RuleContent.When;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the conditions of a rule say of a conversation.
class MatchingTests {

    private static final UUID TEAM = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final RuleFacts FACTS = new RuleFacts(
            UUID.fromString("018f0000-0000-7000-8000-000000000002"),
            1042,
            NOON,
            "Rückerstattung?",
            "Refunds take long. My order is late (again).",
            "ana@mail.example.org",
            null,
            "de-AT",
            null,
            "high",
            "open",
            List.of("vip"),
            TEAM,
            null,
            false,
            NOON.minusSeconds(3 * 3600),
            false,
            false);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "text; contains; refund; true",
                "text; contains; 'nothing, LATE'; true",
                "text; contains; invoice; false",
                "text; contains-not; invoice; true",
                "text; matches; refund; false",
                "text; matches; refund*; true",
                "text; matches; rück*; true",
                "text; matches; late (again); true",
                "subject; contains; late; false",
                "from; is; ana@mail.example.org; true",
                "from; is; example.org; true",
                "from; is; @mail.example.org; true",
                "from; is; ple.org; false",
                "from; is-not; example.com; true",
                "mailbox; is; none; true",
                "language; is; de; true",
                "language; is; en; false",
                "kind; is; none; true",
                "kind; is; 'question, complaint'; false",
                "priority; is; 'high, urgent'; true",
                "state; is-not; open; false",
                "tag; is; VIP; true",
                "tag; is-not; vip; false",
                "team; is; 018f0000-0000-7000-8000-000000000001; true",
                "assignee; is; none; true",
                "automatic; is; no; true",
                "automatic; is; yes; false",
                "waiting; is; 3; true",
                "waiting; is; 4; false",
                "hours; is; outside; true",
            })
    void aCondition(String field, String op, String value, boolean met) {
        assertThat(verdict("all", new Condition(field, op, value)).met()).isEqualTo(met);
    }

    @Test
    void allOrAnyOfThem() {
        var met = new Condition("tag", "is", "vip");
        var unmet = new Condition("tag", "is", "press");

        assertThat(verdict("all", met, unmet).met()).isFalse();
        assertThat(verdict("any", met, unmet).met()).isTrue();
        assertThat(verdict("any", met, unmet).reasons())
                .extracting(it -> it.condition().value())
                .containsExactly("vip");
        assertThat(verdict("any").met()).isTrue();
    }

    @Test
    void saysWhatWasFound() {
        assertThat(verdict("all", new Condition("text", "contains", "invoice, refund"))
                        .reasons())
                .singleElement()
                .extracting(Matching.Check::found)
                .isEqualTo("refund");
    }

    private static Matching.Verdict verdict(String match, Condition... conditions) {
        return Matching.of(
                new RuleContent(new When("wrote", null, null), match, List.of(conditions), List.of(), false), FACTS);
    }
}
