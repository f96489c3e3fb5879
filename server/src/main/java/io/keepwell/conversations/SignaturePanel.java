package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.mail.MailboxSignatures;
import io.keepwell.mail.ReplyFooting;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Shows under a reply what it will go out with: the signature, and the address where that is a further one.
@Component
class SignaturePanel implements ConversationPanel {

    private final ReplyFooting footing;
    private final Members members;
    private final KeepwellSettings settings;
    private final Fragments fragments;

    SignaturePanel(ReplyFooting footing, Members members, KeepwellSettings settings, Fragments fragments) {
        this.footing = footing;
        this.members = members;
        this.settings = settings;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.COMPOSER;
    }

    @Override
    public int order() {
        return 500;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var mailbox = conversation.mailbox();
        var me = members.current().map(Member::name);
        if (mailbox == null || me.isEmpty()) {
            return Optional.empty();
        }
        var locale = Texts.supported(conversation.locale() == null ? settings.locale() : conversation.locale());
        var signature = footing.signature(mailbox, locale, me.get()).map(MailboxSignatures.Signature::text);
        var alias = footing.alias(mailbox, conversation.id());
        return signature.isEmpty() && alias.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of(
                        "conversations/signature.jte",
                        Map.of(
                                "number",
                                conversation.number(),
                                "signature",
                                signature.orElse(""),
                                "alias",
                                alias.orElse(""))));
    }
}
