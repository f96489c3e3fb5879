package io.keepwell.surveys;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Brings answers along that were given elsewhere. They count and stand with their people; nobody is called about
/// what lies behind, so no [SurveyAnswered] is told of them.
@Service
public class AnswerBringing {

    private final AnswerStore store;
    private final AnswerKeys keys;
    private final Customers customers;
    private final LiveUpdates live;
    private final JdbcClient jdbc;
    private final ZoneId zone;
    private final Clock clock;

    AnswerBringing(
            AnswerStore store,
            AnswerKeys keys,
            Customers customers,
            LiveUpdates live,
            JdbcClient jdbc,
            @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.customers = customers;
        this.live = live;
        this.jdbc = jdbc;
        this.zone = zone;
        this.clock = clock;
    }

    /// Brings one along, or updates it where it was brought before. The answers of a month are a wave; of two of one
    /// person in it the newest counts.
    ///
    /// @return whether it is new
    /// @throws io.keepwell.shared.InvalidRequest where a score is not on its scale or words are too long
    @Transactional
    public boolean bring(Survey survey, Brought brought) {
        var given = new Given(brought.values(), survey.language(), true, null);
        Answering.check(survey, given);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 460))")
                .param("key", brought.source() + " " + brought.externalId())
                .query((row, n) -> 0)
                .list();
        var known = jdbc.sql("select id from survey_answer where source = :source and external_id = :external")
                .param("source", brought.source())
                .param("external", brought.externalId())
                .query(UUID.class)
                .optional()
                .flatMap(store::find);
        if (known.isPresent()) {
            update(survey, known.get(), given);
            return false;
        }
        insert(survey, brought, given);
        live.changed("survey", survey.id());
        return true;
    }

    private void update(Survey survey, Answer known, Given given) {
        if (!known.survey().equals(survey.id())) {
            throw new SurveyNotFound(known.survey().toString());
        }
        var changed = known.with(survey, given);
        if (!changed.values().equals(known.values())) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (survey.privacy() != SurveyPrivacy.ANONYMOUS) {
                store.keep(known, now);
            }
            store.change(changed, survey.privacy() == SurveyPrivacy.ANONYMOUS ? null : now);
            live.changed("survey", survey.id());
        }
    }

    private void insert(Survey survey, Brought brought, Given given) {
        var at = brought.at().truncatedTo(ChronoUnit.MICROS);
        var day = at.atZone(zone).toLocalDate();
        var wave = store.wave(survey.id(), WaveOccasion.IMPORT, day.toString().substring(0, 7), at);
        boolean anonymous = survey.privacy() == SurveyPrivacy.ANONYMOUS;
        var person = brought.customer() == null || anonymous ? null : customers.get(brought.customer());
        byte @Nullable [] key = anonymous
                ? null
                : person == null
                        ? keys.person(wave, brought.source() + " " + brought.externalId())
                        : keys.person(wave, person.id(), null);
        var made = anonymous
                ? Answer.anonymous(UUID.randomUUID(), survey, wave, null, null, given, day)
                : Answer.first(Ids.next(), survey, answerer(wave, person, key), given, at, day);
        var other = store.hold(wave, key).filter(it -> it.state() == AnswerState.COUNTED);
        boolean newest = other.map(Answer::at).filter(it -> it.isAfter(at)).isEmpty();
        if (newest) {
            other.ifPresent(it -> store.state(it.id(), AnswerState.SUPERSEDED));
        }
        var sealed = survey.privacy() == SurveyPrivacy.CONFIDENTIAL && person != null ? keys.seal(person.id()) : null;
        store.insert(newest ? made : made.superseded(), key, sealed);
        store.brought(made.id(), brought.source(), brought.externalId());
    }

    private static Answering.Answerer answerer(UUID wave, @Nullable Customer person, byte @Nullable [] key) {
        return new Answering.Answerer(
                wave,
                person == null ? null : person.id(),
                person == null ? null : person.accountId(),
                null,
                null,
                null,
                null,
                key);
    }
}
