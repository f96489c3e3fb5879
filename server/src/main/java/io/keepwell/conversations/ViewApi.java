package io.keepwell.conversations;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The views that people keep, for programs.
@ForTeam
@RestController
@RequestMapping("/api/v1/views")
@Tag(name = "Views", description = "Lists of conversations that people keep, for themselves or shared")
class ViewApi {

    @Schema(name = "View")
    record Answer(
            UUID id,
            String name,

            @Schema(description = "Id of the member who made it")
            UUID owner,

            @Schema(allowableValues = {"me", "team", "everybody"})
            String audience,

            @Nullable UUID team,

            @Schema(
                    description = "What it is narrowed by",
                    example = "{\"assignee\":\"me\",\"kind\":\"complaint\",\"waiting\":\"4\"}")
            Map<String, String> filter,

            @Schema(description = "How many conversations it holds; exact up to 1000")
            long count,

            @Schema(description = "Whether there are more than count says")
            boolean more) {}

    @Schema(name = "ViewChange", description = "A new view, or what to change of one; what is absent stays")
    record Change(
            @Nullable String name,

            @Schema(allowableValues = {"me", "team", "everybody"}) @Nullable
            String audience,

            @Schema(description = "The team, where the audience is one") @Nullable
            UUID team,

            @Schema(
                    description = "Names are state, kind, priority, assignee, team, mailbox, tag, customer, language,"
                            + " waiting and due (hours), text and order (newest, oldest, waiting, due)")
            @Nullable
            Map<String, String> filter) {}

    private final KeptViews views;
    private final InboxLists lists;
    private final Members members;

    ViewApi(KeptViews views, InboxLists lists, Members members) {
        this.views = views;
        this.lists = lists;
        this.members = members;
    }

    @GetMapping
    @Operation(summary = "The views you see, in order")
    Slice<Answer> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursor.limit(limit);
        var all = views.of(members.require().id());
        int from = 0;
        if (cursor != null) {
            var last = Cursor.read(cursor, 1).getFirst();
            from = all.stream().map(view -> view.id().toString()).toList().indexOf(last) + 1;
        }
        int to = Math.min(all.size(), from + size);
        List<Answer> items = all.subList(from, to).stream().map(this::answer).toList();
        return new Slice<>(items, to < all.size() ? Cursor.of(all.get(to - 1).id()) : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One of them, with its count")
    Answer get(@PathVariable UUID id) {
        return answer(views.find(id, members.require().id()).orElseThrow(ViewNotFound::new));
    }

    @PostMapping
    @Operation(summary = "Keep a view")
    ResponseEntity<Answer> create(@RequestBody Change change) {
        var view = views.create(wish(change, Criteria.NONE));
        return ResponseEntity.created(URI.create("/api/v1/views/" + view.id())).body(answer(view));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a view", description = "Your own; an administrator also what is shared.")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        return answer(views.change(id, wish(change, null)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a view", description = "The conversations stay. It can be restored.")
    void delete(@PathVariable UUID id) {
        views.delete(id);
    }

    @PostMapping("/{id}/restoration")
    @Operation(summary = "Have a deleted view back")
    Answer restore(@PathVariable UUID id) {
        return answer(views.restore(id));
    }

    private static KeptViews.Wish wish(Change change, @Nullable Criteria otherwise) {
        var filter = change.filter();
        return new KeptViews.Wish(
                change.name(), change.audience(), change.team(), filter == null ? otherwise : Criteria.strict(filter));
    }

    private Answer answer(KeptView view) {
        long count = lists.count(view.criteria());
        return new Answer(
                view.id(),
                view.name(),
                view.owner(),
                view.audience(),
                view.team(),
                view.criteria().values(),
                Math.min(count, InboxQueries.COUNTED),
                count > InboxQueries.COUNTED);
    }
}
