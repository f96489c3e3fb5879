package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Colleagues answer by mail, and nobody answers in their name.
class ColleaguesByMailTests extends ThreadStory {

    @Test
    @DisplayName(
            "T5: what a colleague writes by mail leaves as their reply, without what they quoted, once it is proven")
    void aColleagueAnswersByMail() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        var mara = member("AGENT");

        var filed = mail(
                        mara,
                        "Re: Export",
                        "Like this.\n\nOn 3 May 2026 at 10:00, Keepwell wrote:\n> a note nobody may read")
                .to(reply(thread))
                .authenticated()
                .arrives();

        assertThat(thread(filed)).isEqualTo(thread);
        var said = message(filed);
        assertThat(said.direction()).isEqualTo("out");
        assertThat(said.text()).isEqualTo("Like this.");
        assertThat(recipients(thread)).contains(ana);
    }

    @Test
    @DisplayName("T5: a colleague's address proves nothing by itself: the letter is held, and says why")
    void aColleagueMustBeProven() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        var mara = member("AGENT");

        for (var letter : List.of(
                mail(mara, "Re: Export", "Unproven.").to(reply(thread)),
                mail(mara, "Re: Export", "Another Reply-To.")
                        .to(reply(thread))
                        .authenticated()
                        .with("Reply-To: mallory@evil.example"))) {
            var filed = letter.arrives();
            assertThat(message(filed).direction()).isEqualTo("in");
            assertThat(message(filed).verified()).isFalse();
            assertThat(marks(filed)).contains("colleague-unproven");
        }
        assertThat(recipients(thread)).isEmpty();
    }

    @Test
    @DisplayName("T5: who only looks on, or has left the team, does not answer by mail")
    void onlyWhoMayAnswerAnswers() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        var viewer = member("VIEWER");

        var filed = mail(viewer, "Re: Export", "I decide.")
                .to(reply(thread))
                .authenticated()
                .arrives();

        assertThat(message(filed).verified()).isFalse();
        assertThat(recipients(thread)).isEmpty();
    }

    @Test
    @DisplayName("T5, T6: a Reply-To of ours is not followed, and the letter says so")
    void answersNeverComeBackToUs() {
        var filed =
                mail(ana, "Export", "How?").with("Reply-To: " + member("AGENT")).arrives();

        assertThat(message(filed).replyTo()).isNull();
        assertThat(marks(filed)).containsExactly("answers-to-us");
    }
}
