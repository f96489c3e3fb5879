package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.mail.BlockedSenders;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Spam on the page of a conversation: the menu in its head that calls it so, and the line above the letters that says
/// it is, with the way back.
@Configuration(proxyBeanMethods = false)
class SpamPanels {

    @Bean
    ConversationPanel spamMenu(SpamMarks marks, BlockedSenders blocked, Members members, Fragments fragments) {
        return new Menu(marks, blocked, members, fragments);
    }

    @Bean
    ConversationPanel spamLine(Members members, Fragments fragments) {
        return new Line(members, fragments);
    }

    private record Menu(SpamMarks marks, BlockedSenders blocked, Members members, Fragments fragments)
            implements ConversationPanel {

        @Override
        public Slot slot() {
            return Slot.HEAD;
        }

        @Override
        public int order() {
            return 900;
        }

        @Override
        public Optional<Content> show(Conversation conversation) {
            if (conversation.spamAt() != null || !writes(members)) {
                return Optional.empty();
            }
            var writer = marks.writer(conversation.id());
            return Optional.of(fragments.of(
                    "conversations/spam-menu.jte",
                    Map.of(
                            "conversation",
                            conversation.id(),
                            "number",
                            conversation.number(),
                            "address",
                            writer.map(address -> address.value()).orElse(""),
                            "domain",
                            writer.map(address -> address.domain())
                                    .filter(blocked::blockable)
                                    .orElse(""))));
        }
    }

    private record Line(Members members, Fragments fragments) implements ConversationPanel {

        @Override
        public Slot slot() {
            return Slot.ABOVE_LETTERS;
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Optional<Content> show(Conversation conversation) {
            var at = conversation.spamAt();
            if (at == null) {
                return Optional.empty();
            }
            return Optional.of(fragments.of(
                    "conversations/spam-line.jte",
                    Map.of(
                            "conversation",
                            conversation.id(),
                            "number",
                            conversation.number(),
                            "at",
                            at,
                            "writable",
                            writes(members))));
        }
    }

    private static boolean writes(Members members) {
        return members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
    }
}
