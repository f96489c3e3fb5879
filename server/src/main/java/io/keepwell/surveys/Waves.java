package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.mail.Letters;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks people, together and once each. A wave says for everybody who was meant what became of it: asked, or why not.
/// Who is asked is decided when it is their turn, see `Asking`; of small waves that is at once.
@Service
public class Waves {

    /// How many people may be named one by one.
    public static final int MOST_NAMED = 10_000;

    /// So many are decided about while whoever began the wave waits; all others in the background.
    private static final int DECIDED_AT_ONCE = 2_000;

    private static final int GATHERED_AT_ONCE = 2_000;

    private final Surveys surveys;
    private final WaveStore store;
    private final InvitationStore invitations;
    private final Asking asking;
    private final AskingClocks clocks;
    private final Customers customers;
    private final Traits traits;
    private final Letters letters;
    private final Members members;
    private final Audit audit;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final KeepwellSettings settings;
    private final Clock clock;

    Waves(
            Surveys surveys,
            WaveStore store,
            InvitationStore invitations,
            Asking asking,
            AskingClocks clocks,
            Customers customers,
            Traits traits,
            Letters letters,
            Members members,
            Audit audit,
            LiveUpdates live,
            TransactionTemplate transaction,
            KeepwellSettings settings,
            Clock clock) {
        this.surveys = surveys;
        this.store = store;
        this.invitations = invitations;
        this.asking = asking;
        this.clocks = clocks;
        this.customers = customers;
        this.traits = traits;
        this.letters = letters;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// The customers of some references of the API: an id, `external:USER_ID` or `email:ADDRESS`. Whoever
    /// is named by an address we do not know becomes a customer.
    ///
    /// @throws InvalidRequest that says which reference names nobody
    public List<UUID> people(List<String> references) {
        if (references.isEmpty() || references.size() > MOST_NAMED) {
            throw InvalidRequest.field("customers", t("surveys.asking.refused.how-many", "most", MOST_NAMED));
        }
        var people = new LinkedHashSet<UUID>();
        var now = clock.instant();
        for (int i = 0; i < references.size(); i++) {
            int at = i;
            var reference = references.get(i).strip();
            people.add(customers
                    .find(reference)
                    .or(() -> met(reference, now))
                    .map(Customer::id)
                    .orElseThrow(() -> InvalidRequest.field(
                            "customers[" + at + "]", t("surveys.asking.refused.nobody", "reference", reference))));
        }
        return List.copyOf(people);
    }

    private Optional<Customer> met(String reference, Instant now) {
        return reference.startsWith("email:")
                ? EmailAddress.parse(reference.substring(6)).map(email -> customers.meet(email, null, null, now))
                : Optional.empty();
    }

    /// Begins a wave and asks. A survey that was being written is active from then on. At most some thousand people
    /// are decided about before this comes back; the rest follows in the background. Runs in transactions of its
    /// own.
    ///
    /// @throws WaveRefused where the survey does not ask by mail, is paused or over, or asks nothing
    public Wave start(UUID survey, WaveAudience audience) {
        return start(survey, audience, WaveOccasion.SENT);
    }

    Wave start(UUID survey, WaveAudience audience, WaveOccasion occasion) {
        // the first ones at once, so that nobody else decides about them while their number is waited for
        var wave = transaction.execute(status -> {
            var begun = begin(surveys.get(survey), audience, occasion);
            asking.decide(begun.id(), Asking.AT_ONCE);
            return begun;
        });
        if (wave == null) {
            throw new IllegalStateException("A transaction without a result");
        }
        int most = DECIDED_AT_ONCE - Asking.AT_ONCE;
        while (most > 0) {
            int decided = asking.decide(wave.id(), Math.min(most, Asking.AT_ONCE));
            most = decided == 0 ? 0 : most - decided;
        }
        return get(wave.id());
    }

    private Wave begin(Survey survey, WaveAudience audience, WaveOccasion occasion) {
        if (survey.channel() != SurveyChannel.EMAIL) {
            throw WaveRefused.because("channel");
        }
        if (survey.state() == SurveyState.PAUSED || survey.state() == SurveyState.ENDED) {
            throw WaveRefused.because("state");
        }
        if (survey.questions().isEmpty()) {
            throw WaveRefused.because("no-question");
        }
        store.hold(survey.id());
        var first = audience instanceof WaveAudience.FirstWave ? store.first(survey.id()) : Optional.<Wave>empty();
        var now = now();
        int number = store.nextNumber(survey.id());
        var by = members.current().map(Member::id).orElse(null);
        var wave = new Wave(
                Ids.next(),
                survey.id(),
                number,
                t("surveys.asking.wave.name", "number", number),
                occasion,
                WaveState.PLANNING,
                now,
                by);
        var rule = rule(survey, audience);
        boolean list = audience instanceof WaveAudience.People || first.isPresent();
        store.insert(wave, rule, list, null);
        if (audience instanceof WaveAudience.People(var named)) {
            plan(wave, survey, named, now);
        } else if (first.isPresent()) {
            plan(wave, survey, store.people(first.get().id()), now);
        } else {
            gather(wave.id());
        }
        store.activate(survey.id(), now);
        audit.record("survey.sent", survey.id(), survey.name(), Map.of("wave", number));
        live.changed("survey", survey.id());
        return wave;
    }

    /// The rule that says who is meant; null where it is a list, or all customers.
    private static @Nullable TraitRule rule(Survey survey, WaveAudience audience) {
        return switch (audience) {
            case WaveAudience.Meant(var rule) -> rule;
            // the first wave asks the audience, and those after it the same people
            case WaveAudience.FirstWave first -> survey.audience();
            case WaveAudience.People people -> null;
            case WaveAudience.Everybody everybody -> null;
        };
    }

    private void plan(Wave wave, Survey survey, Collection<UUID> people, Instant now) {
        var all = List.copyOf(people);
        for (int from = 0; from < all.size(); from += GATHERED_AT_ONCE) {
            store.plan(
                    wave.id(),
                    survey.id(),
                    all.subList(from, Math.min(all.size(), from + GATHERED_AT_ONCE)),
                    survey.language(),
                    now,
                    now);
        }
    }

    /// Takes the next some thousand people of a wave in, within one transaction; what was taken in stays, whatever
    /// crashes.
    ///
    /// @return whether there are more
    boolean gather(UUID wave) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var gathering = store.gathering(wave);
            if (gathering.isEmpty()) {
                return false;
            }
            var some = next(gathering.get());
            if (!some.isEmpty()) {
                var survey = surveys.get(gathering.get().survey());
                var now = now();
                store.plan(wave, survey.id(), some, survey.language(), now, now);
            }
            boolean more = some.size() == GATHERED_AT_ONCE;
            store.gathered(wave, more ? some.getLast() : null);
            live.changed("survey-wave", wave);
            return more;
        }));
    }

    private List<UUID> next(WaveStore.Gathering gathering) {
        var rule = gathering.rule();
        if (rule == null) {
            return store.customers(gathering.to(), GATHERED_AT_ONCE);
        }
        var meant = traits.matching(rule);
        var to = gathering.to();
        int from = to == null
                ? 0
                : (int) meant.stream().takeWhile(id -> after(id, to) <= 0).count();
        return meant.subList(from, Math.min(meant.size(), from + GATHERED_AT_ONCE));
    }

    // As the database orders ids.
    private static int after(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    /// The wave in which a survey gathers what happens in this month, begun where there is none.
    ///
    /// @param occasion what it follows
    UUID ofMonth(Survey survey, WaveOccasion occasion) {
        var now = now();
        var month = month(now);
        return store.ofMonth(survey.id(), occasion, month).orElseGet(() -> {
            store.hold(survey.id());
            return store.ofMonth(survey.id(), occasion, month).orElseGet(() -> {
                var wave = new Wave(
                        Ids.next(),
                        survey.id(),
                        store.nextNumber(survey.id()),
                        month.toString().substring(0, 7),
                        occasion,
                        WaveState.SENDING,
                        now,
                        null);
                store.insert(wave, null, true, month);
                return wave.id();
            });
        });
    }

    /// The first day of the month of an instant.
    LocalDate month(Instant at) {
        return LocalDate.ofInstant(at, settings.zone()).withDayOfMonth(1);
    }

    /// @throws SurveyNotFound where there is none
    public Wave get(UUID id) {
        return store.find(id).orElseThrow(() -> new SurveyNotFound(id.toString()));
    }

    /// Those of a survey, the newest first.
    public List<Wave> of(UUID survey) {
        return store.of(surveys.get(survey).id());
    }

    /// What became of the people of a wave.
    public WaveTally tally(UUID wave) {
        return store.tally(wave);
    }

    /// Takes a wave back: whoever's letter has not left is not asked, and may be asked by others.
    ///
    /// @throws WaveRefused where it is over
    public void cancel(UUID id) {
        var wave = get(id);
        transaction.executeWithoutResult(status -> {
            var survey = surveys.get(wave.survey());
            store.hold(survey.id());
            var held = get(id);
            if (held.state() == WaveState.DONE || held.state() == WaveState.CANCELLED) {
                throw WaveRefused.because("over");
            }
            store.state(id, WaveState.CANCELLED, now());
            audit.record("survey.taken-back", survey.id(), survey.name(), Map.of("wave", wave.number()));
        });
        transaction.executeWithoutResult(status -> clocks.recount(invitations.cancelUnwritten(id, now())));
        // one after the other: a letter that is just leaving must not keep the others waiting
        invitations.onTheirWay(id).forEach(letters::cancel);
        transaction.executeWithoutResult(status -> live.changed("survey-wave", id));
    }

    /// Whether each cycle of a survey asks the people of its first wave again, whoever is meant by then.
    public boolean sameGroup(UUID survey) {
        return store.sameGroup(survey);
    }

    /// Says whether each cycle of a survey asks the people of its first wave again.
    @Transactional
    public void sameGroup(UUID survey, boolean same) {
        if (store.sameGroup(survey) != same) {
            store.sameGroup(survey, same);
            audit.record("survey.same-group", survey, surveys.get(survey).name(), Map.of("same", same ? "yes" : "no"));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
