package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// By what a thread is known, and where.
class ThreadIdentityTests extends ThreadStory {

    @Test
    @DisplayName("T11: a token of one mailbox opens nothing in another, unless a colleague proves to write")
    void aThreadLivesInItsMailbox() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "open");
        var id = jdbc.sql("select message_id from message where conversation_id = :thread")
                .param("thread", thread)
                .query(String.class)
                .single();
        var elsewhere = "u" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
        var other = connect(elsewhere);

        var strayed = mail(ana, "Re: Export", "In the other mailbox.")
                .to(elsewhere)
                .with("In-Reply-To: <" + id + ">")
                .in(other);
        assertThat(thread(strayed.arrives())).isNotEqualTo(thread);

        var own = signs.tokens().messageId(OwnMessageId.Kind.REPLY, thread, UUID.randomUUID(), "shop.example");
        var colleague = mail(member("AGENT"), "Re: Export", "From the other mailbox.")
                .to(elsewhere)
                .with("In-Reply-To: <" + own + ">")
                .authenticated()
                .in(other);
        assertThat(thread(colleague.arrives())).isEqualTo(thread);
    }

    @Test
    @DisplayName("T12: an id that a provider put in the place of ours is learnt from the first answer")
    void learnsRewrittenIds() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "open");
        mail(member("AGENT"), "Re: Export", "Like this.")
                .to(reply(thread))
                .authenticated()
                .arrives();

        mail(ana, "Re: Export", "Thanks.")
                .to(reply(thread))
                .with("In-Reply-To: <0100018f-rewritten@email.provider.example>")
                .arrives();

        var later = mail(ana, "Re: Export", "To the mailbox itself, with that id alone.")
                .with("References: <0100018f-rewritten@email.provider.example>");
        assertThat(thread(later.arrives())).isEqualTo(thread);
    }

    @Test
    @DisplayName("T12: nobody teaches us an id for a conversation in which they do not take part")
    void learnsFromParticipantsAlone() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        mail(member("AGENT"), "Re: Export", "Like this.")
                .to(reply(thread))
                .authenticated()
                .arrives();

        mail("mallory@evil.example", "Re: Export", "Hello.")
                .to(reply(thread))
                .with("In-Reply-To: <planted@evil.example>")
                .arrives();

        var victim = mail("vera." + UUID.randomUUID() + "@example.org", "Mine", "Hello.")
                .with("References: <planted@evil.example>");
        assertThat(thread(victim.arrives())).isNotEqualTo(thread);
    }

    @Test
    @DisplayName("I5: two mails with one Message-ID are both there, and the second says so")
    void marksTheSameIdTwice() {
        var id = "same-" + UUID.randomUUID() + "@example.org";
        mail(ana, "Export", "One thing.").id(id).arrives();

        var second = mail(ana, "Export", "Another thing.").id(id).arrives();

        assertThat(marks(second)).containsExactly("same-id");
        assertThat(message(second).text()).isEqualTo("Another thing.");
    }
}
