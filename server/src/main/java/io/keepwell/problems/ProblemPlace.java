package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The problems in the navigation, with how many have been silent for longer than was
/// promised (14).
@Component
class ProblemPlace implements Place {

    private static final int ORDER = 350;

    private final JdbcClient jdbc;
    private final Clock clock;

    ProblemPlace(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "problems";
    }

    @Override
    public String href() {
        return "/problems";
    }

    @Override
    public String icon() {
        return "bug";
    }

    @Override
    public String label() {
        return t("problems.place");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public int waiting() {
        return jdbc.sql("""
                        select count(*)::int
                          from problem_episode e
                          join problem p on p.id = e.problem_id and p.episode = e.number
                         where e.update_due_at <= :now
                           and p.merged_into is null
                        """)
                .param("now", Rows.at(clock.instant()))
                .query(Integer.class)
                .single();
    }
}
