package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// The shares that say how well unhappy customers are cared for (3.6.10). The same conditions count and
/// open the list of the people behind.
enum Figure {
    /// Of those whose time is over or who were contacted: those contacted within it.
    CONTACTED_IN_TIME(
            "(f.first_contacted_at is not null or f.due_at < :now)",
            "f.first_contacted_at is not null and f.first_contacted_at <= f.first_due_at"),
    /// Of those contacted: those who answered both questions.
    BOTH_ANSWERS(
            "f.first_contacted_at is not null",
            "f.main_reason <> '' and f.reason_id is not null and f.would_have_helped <> ''"),
    /// Of those contacted: those who were told what became of it.
    TOLD("f.first_contacted_at is not null", "f.told_at is not null"),
    /// Of those who gave a score again: those with a better one.
    HIGHER_NEXT_SCORE("(" + Next.SQL + ") is not null", "(" + Next.SQL + ")");

    private final String of;
    private final String holds;

    Figure(String of, String holds) {
        this.of = "f.close_reason is distinct from 'not-valid' and " + of;
        this.holds = holds;
    }

    /// Those of whom it can be said; tests and wrong persons never count.
    String of() {
        return of;
    }

    /// Those of whom it holds.
    String holds() {
        return holds;
    }

    /// Its word in the API and in addresses.
    @JsonValue
    String word() {
        return Words.of(this);
    }

    private static final class Next {

        // Whether the next score of the same kind of survey and purpose is better than the one that made it; null where
        // there is none. Best of effort is the smallest.
        static final String SQL = """
                select case when coalesce(q.higher_is_better, true) then later.score > first.score
                            else later.score < first.score end
                  from follow_up_answer first
                  join survey_answer answered on answered.id = first.answer_id
                  join survey asked on asked.id = answered.survey_id
                  join survey_answer later on later.customer_id = f.customer_id and later.state = 'counted'
                                          and later.score is not null and later.at > first.at and later.id <> first.answer_id
                  join survey other on other.id = later.survey_id and other.type = asked.type and other.purpose = asked.purpose
                  left join survey_question q on q.survey_id = other.id and q.position = 0 and q.retired_at is null
                 where first.follow_up_id = f.id and first.score is not null
                 order by first.at, later.at
                 limit 1
                """;
    }
}
