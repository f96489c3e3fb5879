package io.keepwell.demo;

import io.keepwell.conversations.AcknowledgementText;
import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Fills the data folder with the demo company before the first page is asked for: once, in one transaction, so that a
/// start that was broken off leaves nothing half done.
@Component
@DemoOnly
class DemoStart implements SmartInitializingSingleton {

    static final long SEED = 20_261_122;

    private static final Logger log = LoggerFactory.getLogger(DemoStart.class);

    private final DemoTeam team;
    private final DemoMailbox mailbox;
    private final DemoAgreements agreements;
    private final Seed seed;
    private final PastLetters past;
    private final DemoInbox inbox;
    private final Memories memories;
    private final DemoRules rules;
    private final DemoProblems problems;
    private final DemoInsight insight;
    private final DemoRepeats repeats;
    private final DemoGestures gestures;
    private final DemoFixed fixed;
    private final DemoSurveys surveys;
    private final DemoFollowUps followUps;
    private final AcknowledgementText acknowledgements;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KeepwellSettings settings;
    private final Clock clock;

    DemoStart(
            DemoTeam team,
            DemoMailbox mailbox,
            DemoAgreements agreements,
            Seed seed,
            PastLetters past,
            DemoInbox inbox,
            Memories memories,
            DemoRules rules,
            DemoProblems problems,
            DemoInsight insight,
            DemoRepeats repeats,
            DemoGestures gestures,
            DemoFixed fixed,
            DemoSurveys surveys,
            DemoFollowUps followUps,
            AcknowledgementText acknowledgements,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            KeepwellSettings settings,
            Clock clock) {
        this.team = team;
        this.mailbox = mailbox;
        this.agreements = agreements;
        this.seed = seed;
        this.past = past;
        this.inbox = inbox;
        this.memories = memories;
        this.rules = rules;
        this.problems = problems;
        this.insight = insight;
        this.repeats = repeats;
        this.gestures = gestures;
        this.fixed = fixed;
        this.surveys = surveys;
        this.followUps = followUps;
        this.acknowledgements = acknowledgements;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            if (claim(now)) {
                begin(now);
            }
        });
    }

    /// Takes the right to fill this installation; false where that has been done.
    private boolean claim(Instant now) {
        return jdbc.sql("""
                        insert into installation (key, value) values ('demo', :at)
                        on conflict (key) do nothing
                        """).param("at", now.toString()).update() == 1;
    }

    private void begin(Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        var help = mailbox.open(second.minus(Pennyfold.PAST));
        var wordings = Stream.of(Locale.ENGLISH, Locale.GERMAN)
                .collect(Collectors.toMap(locale -> locale, locale -> acknowledgements.of(help, locale)));
        var company =
                Pennyfold.of(SEED, second, settings.zone(), locale -> Objects.requireNonNull(wordings.get(locale)));
        var colleagues = team.hire();
        var teams = team.teams(colleagues);
        var ground = new Seed.Ground(help.id(), colleagues, teams);
        seed.plant(company, ground);
        memories.keep(company, ground, second);
        past.keep(company, help, second);
        inbox.arrange(colleagues, teams, second);
        agreements.agree(help.id(), second.minus(Pennyfold.PAST));
        rules.arrange(second);
        problems.arrange(colleagues);
        insight.arrange(colleagues);
        repeats.arrange(colleagues);
        gestures.arrange(colleagues);
        fixed.arrange(colleagues);
        surveys.ask(company, ground, second);
        followUps.arrange(colleagues, second);
        log.info(
                "Pennyfold is there: {} customers, {} conversations, written in {} ms",
                company.people().size(),
                company.talks().size(),
                Duration.between(now, clock.instant()).toMillis());
    }
}
