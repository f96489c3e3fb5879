package io.keepwell.surveys;

import io.keepwell.platform.KeepwellSettings;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Addresses of surveys that anybody may answer who finds them: `PUBLIC/survey/KEY`.
@Service
public class SurveyLinks {

    private final JdbcClient jdbc;
    private final SurveyTokens tokens;
    private final KeepwellSettings settings;

    SurveyLinks(JdbcClient jdbc, SurveyTokens tokens, KeepwellSettings settings) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.settings = settings;
    }

    /// The address of a survey, made where it has none yet; it stays the same.
    public String url(UUID survey) {
        jdbc.sql("insert into survey_link (survey_id, key) values (:survey, :key) on conflict (survey_id) do nothing")
                .param("survey", survey)
                .param("key", tokens.next())
                .update();
        var key = jdbc.sql("select key from survey_link where survey_id = :survey")
                .param("survey", survey)
                .query(String.class)
                .single();
        return settings.publicUrl() + "/survey/" + key;
    }

    /// The survey of a key, where it is asked by link and not a draft.
    public Optional<UUID> survey(String key) {
        return jdbc.sql("""
                        select s.id
                          from survey_link l
                          join survey s on s.id = l.survey_id
                         where l.key = :key and s.channel = 'link' and s.state <> 'draft'
                        """).param("key", key).query(UUID.class).optional();
    }
}
