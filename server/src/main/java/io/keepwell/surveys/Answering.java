package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes what people answer. An answer, what was changed, and whatever listens to [SurveyAnswered]
/// are written in one transaction. One answer counts per person, wave and occasion: of two at once
/// the first is it and the second changes it (3.5.1).
@Service
public class Answering {

    /// How long an answer can be changed (3.3.8).
    public static final Duration CHANGEABLE = Duration.ofDays(14);

    /// The longest words to a question.
    public static final int LONGEST_WORDS = 5_000;

    private static final int LONGEST_CONTACT = 200;

    private final Surveys surveys;
    private final InvitationStore invitations;
    private final AnswerStore store;
    private final AnswerKeys keys;
    private final SurveyTokens tokens;
    private final Customers customers;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final MeterRegistry metrics;
    private final ZoneId zone;
    private final Clock clock;

    Answering(
            Surveys surveys,
            InvitationStore invitations,
            AnswerStore store,
            AnswerKeys keys,
            SurveyTokens tokens,
            Customers customers,
            LiveUpdates live,
            ApplicationEventPublisher events,
            MeterRegistry metrics,
            @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone,
            Clock clock) {
        this.surveys = surveys;
        this.invitations = invitations;
        this.store = store;
        this.keys = keys;
        this.tokens = tokens;
        this.customers = customers;
        this.live = live;
        this.events = events;
        this.metrics = metrics;
        this.zone = zone;
        this.clock = clock;
    }

    /// The invitation behind a link `/s/TOKEN`, also one that is over.
    public Optional<Invitation> invited(String token) {
        return token.length() > 100 ? Optional.empty() : invitations.ofToken(tokens.hash(token));
    }

    /// The answer to an invitation that stands, with what was given; empty where there is none, and
    /// always for an anonymous survey.
    public Optional<Answer> given(Invitation invitation) {
        var survey = surveys.get(invitation.survey());
        return survey.privacy() == SurveyPrivacy.ANONYMOUS
                ? Optional.empty()
                : store.standing(invitation.wave(), key(invitation, survivor(invitation.customer())));
    }

    /// Whether the one answer that the link of an anonymous survey allows was given.
    public boolean used(Invitation invitation) {
        return store.used(tokens.hash(invitation.id().toString()));
    }

    /// Takes the last trace away that leads from a used link of an anonymous survey to its answer.
    ///
    /// @return how many links were used since the last time
    @Transactional
    public int mix() {
        return store.mix();
    }

    /// Takes an answer to an invitation, by its link or in the messenger.
    ///
    /// @param invitation its id; whoever calls knows that this is the person who was invited
    /// @throws InvalidRequest where a score is not on its scale or words are too long
    @Transactional
    public Taken answer(UUID invitation, Given given) {
        var invited = invitations.find(invitation).orElseThrow(() -> new SurveyNotFound(invitation.toString()));
        var survey = surveys.get(invited.survey());
        check(survey, given);
        boolean open =
                invited.state() != InvitationState.CANCELLED && clock.instant().isBefore(invited.expiresAt());
        if (survey.privacy() == SurveyPrivacy.ANONYMOUS) {
            return open ? anonymous(survey, invited.wave(), invitation.toString(), given) : new Taken.TooLate();
        }
        var person = survivor(invited.customer());
        var answerer = new Answerer(
                invited.wave(),
                person,
                invited.account(),
                invited.id(),
                invited.occasion(),
                invited.agent(),
                invited.team(),
                key(invited, person));
        var taken = known(survey, answerer, given, open);
        if (!(taken instanceof Taken.TooLate)) {
            store.confirm(invitation);
        }
        return taken;
    }

    /// Takes an answer from whoever found the link of a survey that anybody may answer.
    ///
    /// @param nonce    of the form, so that one that is sent twice counts once
    /// @param customer who says that they are, or null where nobody knows
    /// @throws InvalidRequest where a score is not on its scale or words are too long
    @Transactional
    public Taken visitor(UUID id, String nonce, @Nullable UUID customer, Given given) {
        var survey = surveys.get(id);
        check(survey, given);
        var wave = store.wave(id, WaveOccasion.LINK, month(clock.instant()), now());
        if (survey.privacy() == SurveyPrivacy.ANONYMOUS) {
            return anonymous(survey, wave, nonce, given);
        }
        var person = customer == null ? null : customers.get(customer);
        var answerer = new Answerer(
                wave,
                person == null ? null : person.id(),
                person == null ? null : person.accountId(),
                null,
                null,
                null,
                null,
                person == null ? keys.person(wave, nonce) : keys.person(wave, person.id(), null));
        return known(survey, answerer, given, true);
    }

    private Taken known(Survey survey, Answerer who, Given given, boolean open) {
        var now = now();
        var before = store.standing(who.wave(), who.key());
        if (before.isEmpty()) {
            if (!open) {
                return new Taken.TooLate();
            }
            var made = Answer.first(
                    Ids.next(), survey, who, given, now, now.atZone(zone).toLocalDate());
            if (store.insert(made, who.key(), sealed(survey, who))) {
                publish(survey, who.wave(), who, made, null, false, now);
                return new Taken.Counted(made.id(), false);
            }
            // somebody was quicker by a moment: this changes what they said
        }
        var standing = store.hold(who.wave(), who.key()).orElseThrow();
        if (standing.at() == null || now.isAfter(standing.at().plus(CHANGEABLE))) {
            return new Taken.TooLate();
        }
        var changed = standing.with(survey, given);
        boolean differs = !changed.values().equals(standing.values());
        if (differs) {
            store.keep(standing, now);
        }
        if (differs || changed.completed() != standing.completed()) {
            store.change(changed, now);
        }
        if (standing.state() == AnswerState.INVALID) {
            return new Taken.NotCounted(standing.id());
        }
        if (differs) {
            publish(survey, who.wave(), who, changed, standing.score(), true, now);
        }
        return new Taken.Counted(standing.id(), true);
    }

    private byte @Nullable [] sealed(Survey survey, Answerer who) {
        return survey.privacy() == SurveyPrivacy.CONFIDENTIAL && who.customer() != null
                ? keys.seal(who.customer())
                : null;
    }

    /// Nothing that is written here leads to a person: no customer, no invitation, no account, no
    /// agent, no instant, an id without a time, and the language that the survey falls back to.
    private Taken anonymous(Survey survey, UUID wave, String token, Given given) {
        if (!store.use(tokens.hash(token))) {
            return new Taken.Used();
        }
        var contact = contact(given.contact());
        // who leaves an address is identified by their own will, for this one answer (3.4.5)
        var person = contact == null
                ? null
                : EmailAddress.parse(contact)
                        .map(address -> customers.meet(address, null, null, now()))
                        .map(Customer::id)
                        .orElse(null);
        var day = clock.instant().atZone(zone).toLocalDate();
        var made = Answer.anonymous(UUID.randomUUID(), survey, wave, person, contact, given, day);
        store.insert(made, null, null);
        var who = new Answerer(wave, person, null, null, null, null, null, null);
        publish(
                survey,
                wave,
                who,
                made,
                null,
                false,
                day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new Taken.Counted(made.id(), false);
    }

    private void publish(
            Survey survey,
            UUID wave,
            Answerer who,
            Answer answer,
            @Nullable Integer before,
            boolean changed,
            Instant at) {
        boolean named = survey.privacy() != SurveyPrivacy.CONFIDENTIAL;
        var score = answer.score();
        events.publishEvent(new SurveyAnswered(
                answer.id(),
                survey,
                wave,
                named ? who.customer() : null,
                named ? who.account() : null,
                who.agent(),
                named ? who.occasion() : null,
                score,
                score == null ? null : answer.band(survey),
                before,
                changed,
                words(survey, answer.values()),
                at));
        live.changed("survey", survey.id());
        metrics.counter("keepwell.survey.answers", "changed", String.valueOf(changed))
                .increment();
    }

    private static String words(Survey survey, Map<UUID, Given.Value> values) {
        return survey.questions().stream()
                .map(question -> values.get(question.id()))
                .filter(value -> value != null && value.words() != null)
                .map(Given.Value::words)
                .collect(Collectors.joining("\n\n"));
    }

    static void check(Survey survey, Given given) {
        var questions = new HashMap<UUID, Question>();
        survey.questions().forEach(question -> questions.put(question.id(), question));
        given.values().forEach((id, value) -> {
            var question = questions.get(id);
            if (question == null) {
                throw InvalidRequest.field("values", t("surveys.answering.wrong.question"));
            }
            var scale = question.scale();
            if (value.number() != null && (scale == null || !scale.holds(value.number()))) {
                throw InvalidRequest.field("values", t("surveys.answering.wrong.score"));
            }
            if (value.words() != null && value.words().length() > LONGEST_WORDS) {
                throw InvalidRequest.field("values", t("surveys.answering.wrong.long", "most", LONGEST_WORDS));
            }
        });
    }

    private static @Nullable String contact(@Nullable String contact) {
        if (contact == null || contact.isBlank()) {
            return null;
        }
        var clean = contact.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST_CONTACT ? clean : clean.substring(0, LONGEST_CONTACT);
    }

    private UUID survivor(UUID customer) {
        return customers.find(customer).map(Customer::id).orElse(customer);
    }

    private byte[] key(Invitation invitation, UUID person) {
        return keys.person(invitation.wave(), person, invitation.occasion());
    }

    private String month(Instant at) {
        return at.atZone(zone).toLocalDate().toString().substring(0, 7);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Who answers, and what was known of it when they were asked.
    ///
    /// @param key names the person within the wave without saying who it is; null where nothing may
    record Answerer(
            UUID wave,
            @Nullable UUID customer,
            @Nullable UUID account,
            @Nullable UUID invitation,
            @Nullable UUID occasion,
            @Nullable UUID agent,
            @Nullable UUID team,
            byte @Nullable [] key) {}
}
