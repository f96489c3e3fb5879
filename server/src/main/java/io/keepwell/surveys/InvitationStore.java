package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who was to be asked.
@Component("surveyInvitationStore")
class InvitationStore {

    private static final RowMapper<UUID> ID = (row, n) -> row.getObject(1, UUID.class);

    /// What a row of [Invitation] is read from.
    static final String COLUMNS = """
            id, wave_id as wave, survey_id as survey, customer_id as customer, account_id as account,
            occasion_id as occasion, language, upper(state) as state, reason, agent_id as agent, team_id as team,
            planned_at, asked_at, expires_at
            """;

    private final JdbcClient jdbc;

    InvitationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Invitation> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from survey_invitation where id = :id")
                .param("id", id)
                .query(Records.of(Invitation.class))
                .optional();
    }

    /// The invitation whose link has this hash, expired ones too.
    Optional<Invitation> ofToken(byte[] hash) {
        return jdbc.sql("select " + COLUMNS + " from survey_invitation where token_hash = :hash")
                .param("hash", hash)
                .query(Records.of(Invitation.class))
                .optional();
    }

    void state(UUID id, InvitationState state, @Nullable String reason, Instant at) {
        jdbc.sql("update survey_invitation set state = :state, reason = :reason, state_at = :at where id = :id")
                .param("id", id)
                .param("state", state.word())
                .param("reason", reason)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /// The letters of a wave that wait in the outbox.
    List<UUID> onTheirWay(UUID wave) {
        return jdbc.sql("""
                        select letter_id from survey_invitation
                         where wave_id = :wave and state = 'queued' and letter_id is not null
                         order by id
                        """).param("wave", wave).query(ID).list();
    }

    /// Takes back what waits for its turn or its letter.
    ///
    /// @return whose clocks had been moved for it
    List<UUID> cancelUnwritten(UUID wave, Instant at) {
        return jdbc.sql("""
                        with waiting as (
                            select id, customer_id, asked_at
                              from survey_invitation
                             where wave_id = :wave
                               and (state = 'planned' or state = 'queued' and letter_id is null)
                             order by id
                               for update
                        ), done as (
                            update survey_invitation i
                               set state = 'cancelled', reason = 'taken-back', asked_at = null, state_at = :at
                              from waiting
                             where i.id = waiting.id
                        )
                        select customer_id from waiting where asked_at is not null
                        """)
                .param("wave", wave)
                .param("at", at.atOffset(UTC))
                .query(ID)
                .list();
    }
}
