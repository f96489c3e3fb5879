package io.keepwell.demo;

import io.keepwell.demo.Talk.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conversations that wait at the moment the demo starts: one overdue, some due soon, one that is
/// urgent, one with a stranger in it, one letter that failed and one of which nobody knows.
final class Waiting {

    static final String STRANGER_NAME = "Nils Lindqvist";
    static final String STRANGER_EMAIL = "nils.l@webpost.example";

    private final OfficeHours hours;
    private final Instant now;

    Waiting(OfficeHours hours, Instant now) {
        this.hours = hours;
        this.now = now;
    }

    /// What is special about a conversation.
    ///
    /// @param assignee who looks after it, or null
    /// @param priority priority
    /// @param neededBy when the customer needs it, or null
    /// @param delivery what became of the answer
    record Trait(
            @Nullable Colleague assignee,
            String priority,
            @Nullable Instant neededBy,
            Delivery delivery) {

        private static final Trait NEW = new Trait(null, "normal", null, Delivery.SENT);

        private static Trait of(Colleague assignee) {
            return new Trait(assignee, "normal", null, Delivery.SENT);
        }

        private static Trait delivered(Delivery delivery) {
            return new Trait(Colleague.MARA, "normal", null, delivery);
        }
    }

    /// One of them.
    ///
    /// @param scene    name of the scene in `waiting_<language>` or, for the common trouble, `scenes_<language>`
    /// @param person   place of the customer in the cast, -1 for anybody of that language
    /// @param language `en` or `de`
    /// @param openedAt when the first letter came
    /// @param answers  when the further turns happened
    /// @param trait    what is special
    record Planned(String scene, int person, String language, Instant openedAt, List<Instant> answers, Trait trait) {}

    List<Planned> all() {
        return Stream.concat(fresh(), known()).toList();
    }

    /// Nobody has looked at these yet.
    private Stream<Planned> fresh() {
        return Stream.of(
                planned("overdue", 1, "en", work(290), Trait.NEW),
                planned("absturz", 12, "de", work(220), Trait.NEW),
                planned("html", 2, "en", ago(143), Trait.NEW),
                planned("nordbank", -1, "de", ago(236), Trait.NEW),
                planned("nordbank", -1, "en", ago(71), Trait.NEW),
                planned("wedding", 9, "en", ago(182), Trait.NEW),
                planned("kuendigung", 11, "de", ago(38), Trait.NEW),
                planned("howto", 10, "en", ago(6), Trait.NEW));
    }

    private Stream<Planned> known() {
        var urgent = new Trait(Colleague.MARA, "urgent", nextMorning(), Delivery.SENT);
        return Stream.of(
                planned("tax", 0, "en", work(185), urgent, work(171)),
                planned("stranger", 3, "en", work(420), Trait.of(Colleague.MARA), work(361), work(104), work(31)),
                planned("failed", 4, "en", work(205), Trait.delivered(Delivery.FAILED), work(121)),
                planned("uncertain", 5, "en", work(540), Trait.delivered(Delivery.UNCERTAIN), work(373), work(369)),
                planned("followup", 6, "en", work(1790), Trait.of(Colleague.MARA), work(1702), ago(95)),
                planned("jonas", 7, "en", work(168), Trait.of(Colleague.JONAS), work(151)),
                planned("ines", 8, "en", work(118), Trait.of(Colleague.INES)));
    }

    private static Planned planned(
            String scene, int person, String language, Instant openedAt, Trait trait, Instant... answers) {
        return new Planned(scene, person, language, openedAt, List.of(answers), trait);
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes)).minusSeconds(minutes % 60);
    }

    /// So many minutes of time at work ago.
    private Instant work(int minutes) {
        return hours.before(now, Duration.ofSeconds(minutes * 60L + minutes * 37L % 60));
    }

    private Instant nextMorning() {
        var day = hours.after(hours.after(now, Duration.ofSeconds(1)), Duration.ofMinutes(1))
                .atZone(hours.zone());
        var morning = day.with(LocalTime.of(8, 0));
        return (day.toLocalDate()
                                .equals(ZonedDateTime.ofInstant(now, hours.zone())
                                        .toLocalDate())
                        ? hours.after(day.with(OfficeHours.CLOSES).toInstant(), Duration.ofSeconds(1))
                                .atZone(hours.zone())
                                .with(LocalTime.of(8, 0))
                        : morning)
                .toInstant();
    }
}
