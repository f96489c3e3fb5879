package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Segment;
import io.keepwell.customers.SegmentUse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Surveys ask the people of saved segments.
@Component
class SegmentsOfSurveys implements SegmentUse {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SegmentsOfSurveys(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public List<Use> of(UUID segment) {
        return jdbc.sql("select id, name from survey where segment_id = :segment and state <> 'ended' order by name")
                .param("segment", segment)
                .query((row, n) -> new Use(
                        t("surveys.segment.use", "name", row.getString("name")), "/surveys/" + row.getString("id")))
                .list();
    }

    @Override
    public void leave(Segment segment) {
        jdbc.sql("update survey set segment_id = null, audience = cast(:rule as jsonb) where segment_id = :segment")
                .param("segment", segment.id())
                .param("rule", json.writeValueAsString(segment.rule().json()))
                .update();
    }
}
