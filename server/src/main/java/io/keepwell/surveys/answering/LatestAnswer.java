package io.keepwell.surveys.answering;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Words;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Scale;
import io.keepwell.surveys.SurveyType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What somebody said last when they were asked, beside their letters and on their page.
@Component
class LatestAnswer {

    /// The latest score.
    ///
    /// @param at    when it was given or changed
    /// @param words what they wrote with it, may be empty
    record Latest(UUID survey, UUID answer, String name, int score, int high, Band band, Instant at, String words) {

        String href() {
            return "/surveys/" + survey + "/answers#a-" + answer;
        }
    }

    private final JdbcClient jdbc;
    private final Fragments fragments;

    LatestAnswer(JdbcClient jdbc, Fragments fragments) {
        this.jdbc = jdbc;
        this.fragments = fragments;
    }

    Optional<Latest> of(UUID customer) {
        return jdbc.sql("""
                        select a.id, a.survey_id, a.score, a.low, a.high, s.name, s.type,
                               coalesce(q.higher_is_better, true) as higher,
                               coalesce(a.changed_at, a.at, a.day::timestamp at time zone 'UTC') as at,
                               coalesce((select string_agg(v.words, ' · ' order by o.position)
                                           from survey_value v
                                           join survey_question o on o.id = v.question_id
                                          where v.answer_id = a.id), '') as words
                          from survey_answer a
                          join survey s on s.id = a.survey_id
                          left join survey_question q
                            on q.survey_id = s.id and q.position = 0 and q.retired_at is null
                         where a.customer_id = :customer and a.state = 'counted' and a.score is not null
                         order by coalesce(a.changed_at, a.at, a.day::timestamp at time zone 'UTC') desc, a.id desc
                         limit 1
                        """)
                .param("customer", customer)
                .query(LatestAnswer::latest)
                .optional();
    }

    private static Latest latest(ResultSet row, int n) throws SQLException {
        int score = row.getInt("score");
        int high = row.getInt("high");
        var scale = new Scale(row.getInt("low"), high, row.getBoolean("higher"));
        return new Latest(
                row.getObject("survey_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                score,
                high,
                Words.read(SurveyType.class, row.getString("type")).band(score, scale),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("words"));
    }

    private Optional<Content> draw(UUID customer, String id, String heading) {
        return of(customer)
                .map(latest -> fragments.of(
                        "surveys/answering/latest.jte", Map.of("latest", latest, "id", id, "heading", heading)));
    }

    /// Where it is drawn.
    @Configuration(proxyBeanMethods = false)
    static class Panels {

        @Bean
        CustomerPanel latestAnswerOfCustomer(LatestAnswer latest) {
            return new CustomerPanel() {
                @Override
                public Slot slot() {
                    return Slot.LATELY;
                }

                @Override
                public int order() {
                    return 130;
                }

                @Override
                public Optional<Content> show(Customer customer) {
                    return latest.draw(customer.id(), "answered", "h2");
                }
            };
        }

        @Bean
        ConversationPanel latestAnswerBesideConversation(LatestAnswer latest) {
            return new ConversationPanel() {
                @Override
                public Slot slot() {
                    return Slot.PERSON_FIRST;
                }

                @Override
                public int order() {
                    return 60;
                }

                @Override
                public Optional<Content> show(Conversation conversation) {
                    return latest.draw(conversation.customer(), "answered-" + conversation.number(), "h3");
                }
            };
        }
    }
}
