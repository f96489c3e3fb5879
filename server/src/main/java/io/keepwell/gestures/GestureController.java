package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.reports.Csv;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The team's list of gestures with its report, and writing them down in a conversation.
@Controller
class GestureController {

    private static final int SHOWN = 50;
    private static final int WAITING = 100;
    private static final int EXPORTED = 100_000;
    private static final int MONTHS = 12;

    /// The list.
    ///
    /// @param waiting those that somebody has yet to decide on, shown before all others
    /// @param sum     of all that fit
    /// @param next    cursor of the next ones, or null
    /// @param any     whether there is any gesture at all
    record Page(
            GestureQuery query,
            List<GestureRow> waiting,
            List<GestureRow> rows,
            GestureStore.Sum sum,
            List<Member> members,
            @Nullable String next,
            boolean any) {

        String more() {
            return "/gestures?" + query.parameters() + "&cursor=" + next;
        }

        String csv() {
            return "/gestures.csv?" + query.parameters();
        }
    }

    private final Gestures gestures;
    private final GestureStore store;
    private final GestureRows rows;
    private final GestureMix mix;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings house;

    GestureController(
            Gestures gestures,
            GestureStore store,
            GestureRows rows,
            GestureMix mix,
            Conversations conversations,
            Customers customers,
            Members members,
            KeepwellSettings house) {
        this.gestures = gestures;
        this.store = store;
        this.rows = rows;
        this.mix = mix;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.house = house;
    }

    @ForTeam
    @GetMapping("/gestures")
    String list(GestureQuery query, @RequestParam(required = false) @Nullable String cursor, Model model) {
        var filter = query.filter(house, customers);
        var found = store.list(filter, cursor, SHOWN);
        var waiting = query.narrowed() || cursor != null
                ? List.<Gesture>of()
                : store.list(GestureStore.Filter.ALL.state(GestureState.WAITING), null, WAITING)
                        .items();
        model.addAttribute(
                "page",
                new Page(
                        query,
                        rows.of(waiting),
                        // what waits stands above already
                        rows.of(found.items().stream()
                                .filter(it -> waiting.isEmpty() || !it.waiting())
                                .toList()),
                        store.sum(filter, house.currency()),
                        members.active(),
                        found.next(),
                        query.narrowed() || !found.items().isEmpty()));
        return "gestures/list";
    }

    @ForTeam
    @GetMapping("/gestures.csv")
    ResponseEntity<String> table(GestureQuery query) {
        var csv = new Csv()
                .line(
                        "at",
                        "customer",
                        "conversation",
                        "kind",
                        "called",
                        "what",
                        "cost",
                        "currency",
                        "state",
                        "by",
                        "decided_by");
        rows.of(store.list(query.filter(house, customers), null, EXPORTED).items())
                .forEach(row -> csv.line(
                        row.gesture().at(),
                        row.name(),
                        row.gesture().number(),
                        row.gesture().kind().word(),
                        row.gesture().called(),
                        row.gesture().what(),
                        row.gesture().cost().plain(),
                        row.gesture().cost().currency(),
                        row.gesture().state().word(),
                        row.by(),
                        row.decidedBy()));
        return csv.answer("gestures.csv");
    }

    @ForTeam
    @GetMapping("/gestures/mix")
    String mix(Model model) {
        model.addAttribute("mix", mix.of(MONTHS));
        return "gestures/mix";
    }

    @ForTeam
    @GetMapping("/gestures/mix.csv")
    ResponseEntity<String> mixTable() {
        var csv = new Csv().line("month", "kind", "count", "cost", "currency");
        mix.of(MONTHS)
                .months()
                .forEach(month -> month.cells()
                        .forEach((kind, cell) -> csv.line(
                                month.begins(),
                                kind.word(),
                                cell.count(),
                                cell.cost().plain(),
                                cell.cost().currency())));
        return csv.answer("gestures-by-month.csv");
    }

    @ForAgents
    @PostMapping("/conversations/{id}/gestures")
    ResponseEntity<Void> create(
            @PathVariable UUID id,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String called,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String cost,
            @RequestParam(name = "call-by", defaultValue = "") String callBy,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        var made = gestures.note(id, asked(kind, called, what, cost, callBy));
        return script == null
                ? onward("/inbox/" + conversations.get(id).number())
                : ResponseEntity.created(URI.create("/gestures/" + made.id())).build();
    }

    @ForAgents
    @PostMapping("/gestures/{id}/correction")
    ResponseEntity<Void> correct(
            @PathVariable UUID id,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String called,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String cost,
            @RequestParam(defaultValue = "") String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        gestures.correct(id, asked(kind, called, what, cost, ""));
        return back(back, script);
    }

    @ForAgents
    @DeleteMapping("/gestures/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void destroy(@PathVariable UUID id) {
        gestures.undo(id);
    }

    /// The same for a form, which cannot delete.
    @ForAgents
    @PostMapping("/gestures/{id}/undoing")
    ResponseEntity<Void> undo(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        gestures.undo(id);
        return back(back, script);
    }

    @ForAgents
    @PostMapping("/gestures/{id}/decision")
    ResponseEntity<Void> decide(
            @PathVariable UUID id,
            @RequestParam boolean approved,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        gestures.decide(id, approved, why);
        return back(back, script);
    }

    private NewGesture asked(String kind, String called, String what, String cost, String callBy) {
        return new NewGesture(
                Words.asked(GestureKind.class, "kind", kind),
                called,
                what,
                Cost.typed("cost", cost, house.currency()),
                time(callBy));
    }

    private @Nullable Instant time(String local) {
        if (local.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(local).atZone(house.zone()).toInstant();
        } catch (DateTimeException e) {
            throw InvalidRequest.field("call-by", t("gestures.refused.time"));
        }
    }

    private static ResponseEntity<Void> back(String back, @Nullable String script) {
        if (script != null) {
            return ResponseEntity.noContent().build();
        }
        return onward(back.matches("/inbox/\\d+") ? back : "/gestures");
    }

    private static ResponseEntity<Void> onward(String href) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(href))
                .build();
    }
}
