package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Fragments;
import io.keepwell.tasks.DueWords;
import io.keepwell.tasks.PromiseWords;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.Tasks;
import io.keepwell.tasks.WorkHours;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Under the text of a reply: which promises it keeps, and what is about to be promised in it.
@Component
class PromiseComposer implements ConversationPanel {

    private static final int ORDER = 100;

    /// What is shown.
    ///
    /// @param id      id of the conversation
    /// @param number  its number
    /// @param name    how the customer is called
    /// @param keeps   promises a letter could keep
    /// @param offered promises found in the text
    /// @param reach   how they can be reached
    record View(UUID id, long number, String name, List<Keeps> keeps, List<Offered> offered, Reach reach) {}

    /// A promise that a letter could keep.
    ///
    /// @param id       id
    /// @param sentence "You promised Ana a call tomorrow 10:00."
    /// @param kept     whether it is kept unless somebody says it is not
    /// @param late     whether it can only be made good
    record Keeps(UUID id, String sentence, boolean kept, boolean late) {}

    /// A promise found in the text.
    ///
    /// @param key    names its fields
    /// @param kind   word of its kind
    /// @param phrase the words that make it
    /// @param what   in words, may be empty
    /// @param when   until when, in words
    /// @param local  the same for the form, empty where it is due on an event
    record Offered(String key, String kind, String phrase, String what, String when, String local) {}

    private final PromiseViews views;
    private final Tasks tasks;
    private final Reaches reaches;
    private final MailboxDesks desks;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final Members members;
    private final Fragments fragments;
    private final KeepwellSettings settings;
    private final Clock clock;

    PromiseComposer(
            PromiseViews views,
            Tasks tasks,
            Reaches reaches,
            MailboxDesks desks,
            ObjectProvider<Mailboxes> mailboxes,
            Members members,
            Fragments fragments,
            KeepwellSettings settings,
            Clock clock) {
        this.views = views;
        this.tasks = tasks;
        this.reaches = reaches;
        this.desks = desks;
        this.mailboxes = mailboxes;
        this.members = members;
        this.fragments = fragments;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.COMPOSER;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        return Optional.of(fragments.of("conversations/promise-composer.jte", Map.of("view", view(conversation, ""))));
    }

    /// @param text what is being written
    View view(Conversation conversation, String text) {
        var now = clock.instant();
        var name = views.name(conversation);
        return new View(
                conversation.id(),
                conversation.number(),
                name,
                tasks.owed(conversation.id()).stream()
                        .filter(Task::promised)
                        .map(task -> keeps(conversation, task, name, now))
                        .toList(),
                text.isBlank() ? List.of() : offered(conversation, text, now),
                reaches.of(conversation.id()));
    }

    private Keeps keeps(Conversation conversation, Task task, String name, Instant now) {
        var me = members.require().id();
        var owner = task.madeBy();
        var who = owner == null ? "" : views.who(owner);
        var sentence = t(
                "conversations.promises.given." + task.kind().word(),
                "who",
                me.equals(owner) ? "you" : who.isEmpty() ? "nobody" : "other",
                "member",
                who,
                "name",
                name,
                "what",
                task.what().isBlank() ? DueWords.what(task.kind(), "", name) : task.what(),
                "when",
                DueWords.when(task.dueAt(), now, settings.zone()));
        return new Keeps(task.id(), sentence, task.kind() != TaskKind.FIXED, task.late(now));
    }

    private List<Offered> offered(Conversation conversation, String text, Instant now) {
        var mailbox = conversation.mailbox();
        var desk = mailbox == null
                ? Optional.<MailboxDesk>empty()
                : mailboxes.getObject().find(mailbox).map(desks::of);
        var zone = desk.map(MailboxDesk::zone).orElse(settings.zone());
        var hours = desk.map(DeskHours::of).orElseGet(WorkHours::usual);
        var locale = conversation.locale() == null ? settings.locale() : conversation.locale();
        var met = new EnumMap<TaskKind, Integer>(TaskKind.class);
        return PromiseWords.in(text, now, zone, locale, hours).stream()
                .map(found -> {
                    int nth = met.merge(found.kind(), 1, Integer::sum);
                    var due = found.dueAt();
                    return new Offered(
                            found.kind().word().toLowerCase(Locale.ROOT) + "-" + nth,
                            found.kind().word(),
                            found.phrase(),
                            found.what(),
                            DueWords.when(due, now, settings.zone()),
                            due == null ? "" : views.local(due));
                })
                .toList();
    }
}
