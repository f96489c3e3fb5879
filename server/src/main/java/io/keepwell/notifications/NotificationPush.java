package io.keepwell.notifications;

import static io.keepwell.shared.Texts.t;

import io.keepwell.notifications.push.PushContent;
import io.keepwell.team.Members;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/// Says for browsers what happened: a title and a link, nothing of what was written. Without the customer's name where
/// the person does not want it on a screen that others may see.
@Component
class NotificationPush implements PushContent {

    private final NotificationStore store;
    private final NotificationWords words;
    private final Preferences preferences;
    private final Members members;

    NotificationPush(NotificationStore store, NotificationWords words, Preferences preferences, Members members) {
        this.store = store;
        this.words = words;
        this.preferences = preferences;
        this.members = members;
    }

    @Override
    public Optional<Push> content(UUID subject) {
        return store.find(subject).filter(it -> !it.seen()).flatMap(this::said);
    }

    private Optional<Push> said(Notification it) {
        var push = new AtomicReference<Optional<Push>>(Optional.empty());
        members.find(it.member()).ifPresent(member -> members.actAs(member, () -> push.set(Optional.of(push(it)))));
        return push.get();
    }

    private Push push(Notification it) {
        var told = words.of(it);
        var title = preferences.of(it.member()).names()
                ? told.text()
                : t("notifications.kind." + it.kind().word());
        return new Push(title, told.href(), told.conversation().toString().replace("-", ""));
    }
}
