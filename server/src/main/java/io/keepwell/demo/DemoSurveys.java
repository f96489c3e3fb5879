package io.keepwell.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Four waves of "would you recommend Pennyfold", a quarter apart, with differences that were planted: the second is
/// noise, the third is better because people liked what had changed, the fourth is noise again; whoever has been a
/// customer for more than a year is happier all along. Some of the last answers come in while the demo starts, so that
/// those who are unhappy are waited for by somebody.
@Component
@DemoOnly
class DemoSurveys {

    private static final long SEED = 20_260_305;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("LLLL uuuu", Locale.ENGLISH);

    /// How long ago each wave was sent, in days, and how much better everybody felt than at the first.
    private record Round(int daysAgo, double mood) {}

    private static final List<Round> ROUNDS =
            List.of(new Round(282, 0), new Round(190, 0.05), new Round(98, 1.25), new Round(6, 1.2));

    private static final double USUAL = 7.0;
    private static final double OF_OLD = 0.9;
    private static final double BETWEEN_PEOPLE = 1.7;
    private static final double FROM_DAY_TO_DAY = 0.7;
    private static final int ANSWER = 58;
    private static final int WRITE = 40;
    private static final int OPEN_ONLY = 6;
    private static final int LATE = 4;

    private static final Map<String, List<List<String>>> WORDS = Map.of(
            "en",
            List.of(
                    List.of(
                            "I wanted to see all my accounts in one place. Half of them are missing every Monday.",
                            "The export leaves out the notes, so I type them again for my tax adviser.",
                            "I was promised a call and nobody called.",
                            "It asks me to connect my bank again and again.",
                            "Too many steps to split one receipt between two people.",
                            "The budget resets on the first, but I am paid on the 25th.",
                            "I do not understand what happens to what I save. A sentence would do.",
                            "It got slow since the summer."),
                    List.of(
                            "Does what it should. I would like budgets that begin on payday.",
                            "Good, if the bank connection holds.",
                            "Fine for me, a bit much for my parents.",
                            "I use half of it, and that half is good.",
                            "Search could be better."),
                    List.of(
                            "I finally know where the money goes.",
                            "Mara answered within the hour, on a Friday.",
                            "You told me that the sync works again before I noticed that it had not.",
                            "My partner and I argue less.",
                            "Calm, quick, no advertising.",
                            "The new start page shows what I need.")),
            "de",
            List.of(
                    List.of(
                            "Ich wollte alle Konten an einem Ort sehen. Montags fehlt die Hälfte.",
                            "Im Export fehlen die Notizen, ich tippe sie für die Steuer noch einmal.",
                            "Mir wurde ein Rückruf versprochen. Es rief niemand an.",
                            "Ständig soll ich die Bank neu verbinden."),
                    List.of(
                            "Tut, was es soll. Budgets ab Gehaltseingang wären schön.",
                            "Gut, wenn die Bankverbindung hält.",
                            "Die Suche könnte besser sein."),
                    List.of(
                            "Endlich weiß ich, wohin das Geld geht.",
                            "Ruhig, schnell, keine Werbung.",
                            "Sie haben Bescheid gegeben, bevor ich es gemerkt habe.")));

    private static final int BATCH = 500;

    private final Answering answering;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DemoSurveys(Answering answering, JdbcClient jdbc, JdbcTemplate batches) {
        this.answering = answering;
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private record Invited(UUID id, Person person, boolean opened) {}

    /// What one person answered in one wave.
    private record Said(
            UUID id,
            Person person,
            UUID invitation,
            Instant at,
            int score,
            @Nullable String why) {}

    void ask(Pennyfold company, Seed.Ground ground, Instant now) {
        var chance = new Happenstance(SEED);
        var liking = new HashMap<UUID, Double>();
        var survey = Ids.next();
        var question = Ids.next();
        var why = Ids.next();
        survey(
                survey,
                question,
                why,
                ground,
                now.minus(Duration.ofDays(ROUNDS.getFirst().daysAgo())));
        var people = company.people().stream()
                .filter(person -> person.name() != null)
                .toList();
        for (int i = 0; i < ROUNDS.size(); i++) {
            var round = ROUNDS.get(i);
            boolean last = i == ROUNDS.size() - 1;
            var at = now.minus(Duration.ofDays(round.daysAgo()));
            var wave = wave(survey, i + 1, at);
            var said = new ArrayList<Said>();
            var invited = new ArrayList<Invited>();
            for (var person : people) {
                double likes = liking.computeIfAbsent(
                        person.id(),
                        it -> USUAL + BETWEEN_PEOPLE * chance.random().nextGaussian());
                boolean old = person.since().isBefore(at.minus(Duration.ofDays(365)));
                double felt = likes
                        + round.mood()
                        + (old ? OF_OLD : 0)
                        + FROM_DAY_TO_DAY * chance.random().nextGaussian();
                boolean answers = chance.chance(ANSWER);
                boolean writes = chance.chance(WRITE);
                int hours = chance.between(1, 90);
                int words = chance.between(0, 1_000);
                if (person.since().isAfter(at)) {
                    continue;
                }
                var invitation = Ids.next();
                invited.add(new Invited(invitation, person, !answers && words % OPEN_ONLY == 0));
                if (answers) {
                    int score = (int) Math.clamp(Math.round(felt), 0, 10);
                    said.add(new Said(
                            Ids.next(),
                            person,
                            invitation,
                            at.plus(Duration.ofHours(hours)),
                            score,
                            writes ? words(person, score, words) : null));
                }
            }
            var late = last ? late(said) : List.<Said>of();
            invite(survey, wave, invited, at);
            answer(
                    survey,
                    wave,
                    question,
                    why,
                    said.stream().filter(it -> !late.contains(it)).toList());
            late.forEach(it -> answering.answer(it.invitation(), given(question, why, it)));
        }
        settle();
    }

    /// Those who answer while the demo starts: some who are unhappy and say why.
    private static List<Said> late(List<Said> said) {
        return said.stream()
                .filter(it -> it.score() <= 6 && it.why() != null)
                .limit(LATE)
                .toList();
    }

    private void survey(UUID survey, UUID question, UUID why, Seed.Ground ground, Instant at) {
        jdbc.sql("""
                insert into survey (id, name, type, purpose, privacy, channel, state, mailbox_id, language, follows,
                                    every_days, same_group, follow_up, created_at, created_by, changed_at)
                values (:id, 'Would you recommend Pennyfold', 'nps', 'relationship', 'identified', 'email', 'active',
                        :mailbox, 'en', 'calendar', 92, false, true, :at, :by, :at)
                """)
                .param("id", survey)
                .param("mailbox", ground.mailbox())
                .param("at", at.atOffset(UTC))
                .param("by", Objects.requireNonNull(ground.member(Colleague.INES)))
                .update();
        jdbc.sql("""
                insert into survey_question (id, survey_id, position, kind, low, high, required)
                values (:score, :survey, 0, 'score', 0, 10, true), (:why, :survey, 1, 'text', null, null, false)
                """)
                .param("score", question)
                .param("why", why)
                .param("survey", survey)
                .update();
    }

    private UUID wave(UUID survey, int number, Instant at) {
        var id = Ids.next();
        jdbc.sql("""
                insert into survey_wave (id, survey_id, number, name, occasion, state, started_at, ended_at)
                values (:id, :survey, :number, :name, 'calendar', 'done', :at, :at)
                """)
                .param("id", id)
                .param("survey", survey)
                .param("number", number)
                .param("name", MONTH.format(at.atOffset(UTC)))
                .param("at", at.atOffset(UTC))
                .update();
        return id;
    }

    private void invite(UUID survey, UUID wave, List<Invited> invited, Instant at) {
        batches.batchUpdate("""
                insert into survey_invitation (id, wave_id, survey_id, customer_id, account_id, token_hash, language,
                                               state, planned_at, due_at, asked_at, state_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, 'delivered', ?, ?, ?, ?, ?)
                """, invited, BATCH, (row, it) -> {
            row.setObject(1, it.id());
            row.setObject(2, wave);
            row.setObject(3, survey);
            row.setObject(4, it.person().id());
            row.setObject(5, it.person().account().id());
            row.setBytes(6, it.id().toString().getBytes(US_ASCII));
            row.setString(7, it.person().locale().getLanguage());
            for (int column = 8; column <= 11; column++) {
                row.setObject(column, at.atOffset(UTC));
            }
            row.setObject(12, at.plus(Duration.ofDays(30)).atOffset(UTC));
        });
        batches.batchUpdate("""
                insert into survey_intent (id, invitation_id, score, at, agent_hash, state)
                values (?, ?, 10, ?, ?, 'open')
                """, invited.stream().filter(Invited::opened).toList(), BATCH, (row, it) -> {
            row.setObject(1, Ids.next());
            row.setObject(2, it.id());
            row.setObject(3, at.plus(Duration.ofMinutes(2)).atOffset(UTC));
            row.setBytes(4, new byte[] {1});
        });
    }

    private void answer(UUID survey, UUID wave, UUID question, UUID why, List<Said> said) {
        batches.batchUpdate("""
                insert into survey_answer (id, survey_id, wave_id, invitation_id, customer_id, account_id, person_key,
                                           day, at, score, low, high, completed, state, language)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 10, true, 'counted', ?)
                """, said, BATCH, (row, it) -> {
            var person = it.person();
            row.setObject(1, it.id());
            row.setObject(2, survey);
            row.setObject(3, wave);
            row.setObject(4, it.invitation());
            row.setObject(5, person.id());
            row.setObject(6, person.account().id());
            row.setBytes(7, person.id().toString().getBytes(US_ASCII));
            row.setObject(8, LocalDate.ofInstant(it.at(), UTC));
            row.setObject(9, it.at().atOffset(UTC));
            row.setInt(10, it.score());
            row.setString(11, person.locale().getLanguage());
        });
        batches.batchUpdate(
                "insert into survey_value (answer_id, question_id, number) values (?, ?, ?)",
                said,
                BATCH,
                (row, it) -> {
                    row.setObject(1, it.id());
                    row.setObject(2, question);
                    row.setInt(3, it.score());
                });
        batches.batchUpdate(
                "insert into survey_value (answer_id, question_id, words) values (?, ?, ?)",
                said.stream().filter(it -> it.why() != null).toList(),
                BATCH,
                (row, it) -> {
                    row.setObject(1, it.id());
                    row.setObject(2, why);
                    row.setString(3, it.why());
                });
    }

    private static Given given(UUID question, UUID why, Said it) {
        var values = new HashMap<UUID, Given.Value>();
        values.put(question, Given.Value.of(it.score()));
        var words = it.why();
        if (words != null) {
            values.put(why, Given.Value.of(words));
        }
        return new Given(values, it.person().locale().getLanguage(), true, null);
    }

    private static String words(Person person, int score, int chosen) {
        var language = WORDS.getOrDefault(person.locale().getLanguage(), Objects.requireNonNull(WORDS.get("en")));
        var fitting = language.get(score >= 9 ? 2 : score >= 7 ? 1 : 0);
        return fitting.get(chosen % fitting.size());
    }

    /// Nobody is asked twice: the clocks say when each of them was asked last.
    private void settle() {
        jdbc.sql("""
                insert into survey_clock (customer_id, any_at, relationship_at)
                select customer_id, max(asked_at), max(asked_at) from survey_invitation group by customer_id
                on conflict (customer_id) do update
                   set any_at = excluded.any_at, relationship_at = excluded.relationship_at
                """).update();
        jdbc.sql("""
                insert into survey_own_clock (survey_id, customer_id, at)
                select survey_id, customer_id, max(asked_at) from survey_invitation group by survey_id, customer_id
                on conflict do nothing
                """).update();
    }
}
