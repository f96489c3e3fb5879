package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.util.Arrays;

/// What is reported. Each kind is a list of facts, one for every time something was owed: when it counts, how long it
/// took, whether it has been decided, and whether it was kept; `fact` tells it from the others. Figures, charts, rows
/// and exports are all drawn from it.
enum ReportKind {
    /// Promises to customers, by when they were due.
    PROMISES("promises", false, """
            select id::text as fact, subject_id as conversation_id, due_at as at, null::float8 as seconds, null::bigint as target,
                   state in ('kept', 'broken') as judged, state = 'kept' as kept, state = 'open' as undecided
              from task
             where promised
               and due_at is not null
               and state <> 'withdrawn'
            """),
    /// First answers, by when the customer began to wait.
    FIRST_RESPONSE("first-response", true, clocks("first-response", "ended_by = 'answered'")),
    /// Further answers.
    NEXT_RESPONSE("next-response", true, clocks("next-response", "ended_by = 'answered'")),
    /// Solutions, by when the conversation began.
    RESOLUTION("resolution", true, clocks("resolution", "ended_at is not null")),
    /// Answers before the time that the acknowledgement named, by when the conversation began.
    IN_TIME("answered-in-time", false, """
            select id::text as fact, id as conversation_id, created_at as at, null::float8 as seconds, null::bigint as target,
                   first_response_at is not null or promised_at < :now as judged,
                   coalesce(first_response_at <= promised_at, false) as kept,
                   first_response_at is null and promised_at >= :now as undecided
              from conversation
             where promised_at is not null
            """),
    /// Solved conversations that stayed solved, by when they were solved.
    STAYED_SOLVED("stayed-solved", false, """
            select e.id::text as fact, e.conversation_id, e.at, null::float8 as seconds, null::bigint as target, true as judged,
                   not exists (select 1
                                 from conversation_event r
                                where r.conversation_id = e.conversation_id
                                  and r.kind = 'state'
                                  and r.old_value = 'solved'
                                  and r.new_value <> 'closed'
                                  and r.at > e.at) as kept,
                   false as undecided
              from conversation_event e
             where e.kind = 'state'
               and e.new_value = 'solved'
            """);

    private final String word;
    private final boolean timed;
    private final String facts;

    ReportKind(String word, boolean timed, String facts) {
        this.word = word;
        this.timed = timed;
        this.facts = facts;
    }

    // What never got its answer, because it was solved without one, has no time but can have been in time.
    private static String clocks(String metric, String measured) {
        return """
                select conversation_id || '-' || cycle as fact, conversation_id, started_at as at,
                       case when %s then elapsed_seconds end as seconds,
                       target_seconds as target,
                       target_seconds is not null and (ended_at is not null or breached_at is not null) as judged,
                       breached_at is null as kept, ended_at is null as undecided
                  from sla_clock
                 where metric = '%s'
                """.formatted(measured, metric);
    }

    String word() {
        return word;
    }

    /// Whether it takes time, so that there is a median.
    boolean timed() {
        return timed;
    }

    String facts() {
        return facts;
    }

    String title() {
        return t("conversations.reports." + word);
    }

    String definition() {
        return t("conversations.reports.definition." + word);
    }

    static ReportKind named(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word.equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("report", t("conversations.sla.wrong.word", "typed", word)));
    }
}
