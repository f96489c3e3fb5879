package io.keepwell.mail;

import io.keepwell.mail.mime.MailPerson;
import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.shared.EmailAddress;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Tells whether a colleague wrote (T5), and where answers may go (T6). Reply-To gives nobody an identity, takes
/// powers from whoever uses it, and never turns our answers back to ourselves.
@Component
class MailAuthors {

    /// Who wrote, as far as it matters to us.
    ///
    /// @param agent   the member of the team who proves to have written, or null
    /// @param replyTo where answers should go, null for the author
    /// @param marks   what is suspicious about it
    record Author(@Nullable UUID agent, @Nullable EmailAddress replyTo, Set<IncomingMail.Mark> marks) {}

    private final ObjectProvider<Members> members;
    private final MailboxAliases mailboxes;

    MailAuthors(ObjectProvider<Members> members, MailboxAliases mailboxes) {
        this.members = members;
        this.mailboxes = mailboxes;
    }

    Author of(ParsedMail mail, MailClass.Kind kind, SenderProof proof) {
        var marks = EnumSet.noneOf(IncomingMail.Mark.class);
        var from = mail.from().address();
        var asked = mail.people().replyTo().stream()
                .map(MailPerson::address)
                .filter(address -> !address.equals(from))
                .findFirst();
        var colleague = colleague(from);
        boolean proven = proof == SenderProof.AUTHENTICATED && asked.isEmpty();
        if (colleague.isPresent() && !proven) {
            marks.add(IncomingMail.Mark.COLLEAGUE_UNPROVEN);
        }
        boolean us = asked.filter(address -> colleague(address).isPresent() || mailbox(address))
                .isPresent();
        if (us) {
            marks.add(IncomingMail.Mark.ANSWERS_TO_US);
        }
        var replyTo = us ? Optional.<EmailAddress>empty() : asked.flatMap(EmailAddress::parse);
        var agent = colleague
                .filter(member -> proven && kind == MailClass.Kind.PERSONAL)
                .map(Member::id);
        return new Author(agent.orElse(null), replyTo.orElse(null), marks);
    }

    private Optional<Member> colleague(String address) {
        return members.stream()
                .flatMap(team -> team.active().stream())
                .filter(member -> member.role() != Role.VIEWER)
                .filter(member -> member.email().equalsIgnoreCase(address))
                .findFirst();
    }

    private boolean mailbox(String address) {
        return mailboxes.ours(address);
    }
}
