package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Begins conversations, whoever begins them.
@Component
class Beginnings {

    private static final Pattern REPLY_MARKS = Pattern.compile(
            "^(?:(?:re|fw|fwd|aw|wg|sv|vs|tr|rv|antw|odp|回复|转发)(?:\\[\\d{1,3}])?\\s{0,3}[:：]\\s{0,9})+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final ConversationStore store;
    private final MessageStore messages;
    private final ConversationNews news;
    private final ApplicationEventPublisher events;

    Beginnings(
            ConversationStore store, MessageStore messages, ConversationNews news, ApplicationEventPublisher events) {
        this.store = store;
        this.messages = messages;
        this.news = news;
        this.events = events;
    }

    /// Writes the conversation with its first message.
    void begin(NewConversation begun, Message first, List<IncomingMail.Attachment> files) {
        store.insert(begun);
        if (!first.out() && first.authorEmail() != null) {
            store.takesPart(begun.id(), first.authorEmail(), first.authorName(), begun.at());
        }
        messages.insert(first);
        messages.attach(first.id(), files);
        if (begun.follows() != null) {
            store.find(begun.follows())
                    .ifPresent(closed -> store.happened(
                            begun.id(), begun.at(), null, "follows", null, String.valueOf(closed.number())));
        }
        news.changed(begun.id());
        events.publishEvent(new ConversationOpened(begun.id()));
    }

    /// The subject without `Re:` and the like in front.
    static String subject(@Nullable String subject) {
        return subject == null
                ? ""
                : REPLY_MARKS.matcher(subject.strip()).replaceFirst("").strip();
    }

    /// The subject as budgets compare it.
    static String normalised(String subject) {
        return subject(subject).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
