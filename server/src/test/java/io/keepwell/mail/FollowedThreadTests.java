package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What becomes of an answer to something that is over.
class FollowedThreadTests extends ThreadStory {

    @Test
    @DisplayName(
            "T9: an answer to a closed conversation begins a follow-up without the old number; the next goes there")
    void aClosedConversationIsFollowed() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "closed");

        var followUp = thread(mail(ana, "Re: Export [#" + number(thread) + "]", "Again.")
                .to(reply(thread))
                .arrives());
        var next =
                thread(mail(ana, "Re: Export", "And again.").to(reply(thread)).arrives());

        assertThat(followUp).isNotEqualTo(thread);
        assertThat(follows(followUp)).isEqualTo(thread);
        assertThat(subject(followUp)).isEqualTo("Export");
        assertThat(next).isEqualTo(followUp);
    }

    @Test
    @DisplayName(
            "T10: an old letter answered about something else begins a linked conversation, and the solved one stays")
    void aRecycledThreadBeginsAnother() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "solved");

        var other = thread(
                mail(ana, "Invoice of May", "Something else.").to(reply(thread)).arrives());

        assertThat(other).isNotEqualTo(thread);
        assertThat(follows(other)).isEqualTo(thread);
        assertThat(state(thread)).isEqualTo("solved");

        var same = thread(mail(ana, "AW: Export: still wrong", "Not yet.")
                .to(reply(thread))
                .arrives());
        assertThat(same).as("more words around the same subject go on with it").isEqualTo(thread);
        assertThat(state(thread)).isEqualTo("open");
    }
}
