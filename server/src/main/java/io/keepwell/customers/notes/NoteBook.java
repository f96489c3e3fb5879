package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.customers.Customers;
import io.keepwell.customers.RememberedNotes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people of the team remember of customers. Sensitive notes are open to administrators, success managers and
/// whoever wrote them; every opening is audited. The audit log never holds what a note said.
@Service
class NoteBook implements RememberedNotes {

    private static final int LONGEST = 1000;

    private final NoteBookStore store;
    private final Customers customers;
    private final Members members;
    private final Audit audit;
    private final Fragments fragments;
    private final KeepwellSettings settings;
    private final Clock clock;

    NoteBook(
            NoteBookStore store,
            Customers customers,
            Members members,
            Audit audit,
            Fragments fragments,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.members = members;
        this.audit = audit;
        this.fragments = fragments;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Content pane(UUID customer, @Nullable UUID conversation) {
        var parameters = new HashMap<String, Object>();
        parameters.put("customer", customer);
        parameters.put("notes", of(customer));
        parameters.put("conversation", conversation == null ? "" : conversation.toString());
        parameters.put("writable", members.require().role() != Role.VIEWER);
        parameters.put("today", today());
        return fragments.of("customers/notes/pane.jte", parameters);
    }

    /// All notes of a customer; the sensitive ones without their words.
    List<RememberedNote> of(UUID customer) {
        return store.of(customers.get(customer).id(), today()).stream()
                .map(note -> note.sensitive() ? note.closed() : note)
                .toList();
    }

    /// One note with its words. Opening a sensitive one is audited.
    @Transactional
    RememberedNote open(UUID id) {
        var note = store.find(id).orElseThrow(NoteNotFound::new);
        if (note.sensitive()) {
            if (!opens(note)) {
                throw new NoteClosed();
            }
            audit.record("remembered.opened", note.customer(), of(note), Map.of());
        }
        return note;
    }

    /// Whether the person who asks may open a sensitive note.
    boolean opens(RememberedNote note) {
        var me = members.require();
        return me.role() == Role.ADMINISTRATOR
                || me.role() == Role.SUCCESS_MANAGER
                || me.id().equals(note.member());
    }

    /// Remembers something.
    @Transactional
    UUID add(Note note) {
        var checked = checked(note);
        var id = Ids.next();
        store.insert(id, checked, members.current().map(Member::id).orElse(null), clock.instant());
        return id;
    }

    @Override
    @Transactional
    public void keep(Note note, @Nullable UUID member) {
        store.insert(
                Ids.next(),
                note,
                member,
                note.saidOn().atTime(12, 0).atZone(settings.zone()).toInstant());
    }

    /// Changes a note; whose and from where it is stays.
    @Transactional
    void change(UUID id, Note wanted) {
        var before = store.find(id).orElseThrow(NoteNotFound::new);
        if (before.sensitive() && !opens(before)) {
            throw new NoteClosed();
        }
        store.update(id, checked(wanted), clock.instant());
        if (before.sensitive() != wanted.sensitive()) {
            audit.record(
                    wanted.sensitive() ? "remembered.closed" : "remembered.disclosed",
                    before.customer(),
                    of(before),
                    Map.of());
        }
    }

    /// Says that a note still holds, for another year.
    @Transactional
    void holds(UUID id) {
        var note = store.find(id).orElseThrow(NoteNotFound::new);
        store.update(
                id,
                new Note(
                        note.customer(),
                        note.text(),
                        note.source(),
                        note.conversation(),
                        note.message(),
                        note.saidOn(),
                        note.sensitive(),
                        today().plusYears(1),
                        note.vanishes()),
                clock.instant());
    }

    /// Takes a note away. It is gone for good some seconds later; only that there was one stays, in the audit log.
    @Transactional
    RememberedNote remove(UUID id) {
        var note = store.find(id).orElseThrow(NoteNotFound::new);
        if (note.sensitive() && !opens(note)) {
            throw new NoteClosed();
        }
        store.remove(id, clock.instant());
        audit.record("remembered.removed", note.customer(), of(note), Map.of());
        return note;
    }

    /// Takes the removal back, while that is possible.
    @Transactional
    void restore(UUID id) {
        if (!store.restore(id)) {
            throw new NoteNotFound();
        }
        var note = store.find(id).orElseThrow(NoteNotFound::new);
        audit.record("remembered.restored", note.customer(), of(note), Map.of());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    private Note checked(Note note) {
        var text = note.text().strip();
        if (text.isEmpty()) {
            throw InvalidRequest.field("text", t("customers.notes.empty"));
        }
        if (text.length() > LONGEST) {
            throw InvalidRequest.field("text", t("customers.notes.long", "most", LONGEST));
        }
        if (note.saidOn().isAfter(today())) {
            throw InvalidRequest.field("saidOn", t("customers.notes.future"));
        }
        return new Note(
                customers.get(note.customer()).id(),
                text,
                note.source(),
                note.conversation(),
                note.message(),
                note.saidOn(),
                note.sensitive(),
                note.expiresOn(),
                note.vanishes());
    }

    // The audit log knows the customer by a short form of the id.
    private static String of(RememberedNote note) {
        return "#" + note.customer().toString().substring(0, 8);
    }
}
