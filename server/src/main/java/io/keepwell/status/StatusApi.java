package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.status.StatusJson.ComponentChange;
import io.keepwell.status.StatusJson.ComponentJson;
import io.keepwell.status.StatusJson.GroupJson;
import io.keepwell.status.StatusJson.NewGroup;
import io.keepwell.status.StatusJson.NewSubscriber;
import io.keepwell.status.StatusJson.ScopeJson;
import io.keepwell.status.StatusJson.Settings;
import io.keepwell.status.StatusJson.SettingsChange;
import io.keepwell.status.StatusJson.SubscriberJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The status page, its components and its subscribers, for programs.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/status")
@Tag(name = "Status page", description = "The public status page: components, incidents, maintenance, subscribers")
class StatusApi {

    private final StatusSetup setup;
    private final ComponentStore components;
    private final SubscriberStore subscribers;
    private final Subscriptions subscriptions;
    private final StatusSnapshot snapshot;

    StatusApi(
            StatusSetup setup,
            ComponentStore components,
            SubscriberStore subscribers,
            Subscriptions subscriptions,
            StatusSnapshot snapshot) {
        this.setup = setup;
        this.components = components;
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.snapshot = snapshot;
    }

    @GetMapping
    @ForTeam
    @Operation(summary = "How the status page is set up")
    Settings settings() {
        return json(setup.settings());
    }

    @PatchMapping
    @Transactional
    @Operation(summary = "Set the status page up, open or close it")
    Settings change(@RequestBody SettingsChange change) {
        var now = setup.settings();
        return json(setup.change(new StatusSettings(
                change.enabled() == null ? now.enabled() : change.enabled(),
                change.elsewhere() == null ? now.elsewhere() : change.elsewhere(),
                change.company() == null ? now.company() : change.company(),
                change.about() == null ? now.about() : change.about(),
                change.colour() == null ? now.colour() : change.colour(),
                change.mailbox() == null ? now.mailbox() : change.mailbox())));
    }

    private Settings json(StatusSettings it) {
        return new Settings(
                it.enabled(),
                it.elsewhere(),
                it.company(),
                it.about(),
                it.colour(),
                it.mailbox(),
                setup.address().orElse(null));
    }

    @GetMapping("/components")
    @ForTeam
    @Operation(summary = "The parts of the product that are or were shown, and how they are")
    Slice<ComponentJson> components() {
        return new Slice<>(setup.components().stream().map(this::json).toList(), null);
    }

    private ComponentJson json(StatusComponent it) {
        return new ComponentJson(
                it.id(),
                it.area(),
                it.name(),
                it.group(),
                it.position(),
                it.open(),
                components
                        .states()
                        .getOrDefault(it.id(), ComponentState.OPERATIONAL)
                        .word());
    }

    @PutMapping("/areas/{area}")
    @Operation(
            summary = "Show a part of the product on the page, or change how it is shown",
            description = "The part is named by its id; it comes to be by naming it as component of a problem.")
    ComponentJson show(@PathVariable UUID area, @RequestBody ComponentChange change) {
        var before = components.ofArea(area);
        boolean visible = change.visible() == null || change.visible();
        return json(setup.show(
                area,
                Optional.ofNullable(change.name())
                        .or(() -> before.map(StatusComponent::name))
                        .orElse(""),
                change.group(),
                Optional.ofNullable(change.position())
                        .or(() -> before.map(StatusComponent::position))
                        .orElse(0),
                visible));
    }

    @GetMapping("/groups")
    @ForTeam
    @Operation(summary = "The groups that components stand in")
    Slice<GroupJson> groups() {
        return new Slice<>(setup.groups().stream().map(StatusApi::json).toList(), null);
    }

    private static GroupJson json(ComponentGroup it) {
        return new GroupJson(it.id(), it.name(), it.position());
    }

    @PostMapping("/groups")
    @Operation(summary = "Make a group")
    ResponseEntity<GroupJson> group(@RequestBody NewGroup wanted) {
        var made = setup.group(null, text(wanted.name()), wanted.position() == null ? 0 : wanted.position());
        return ResponseEntity.created(URI.create("/api/v1/status/groups")).body(json(made));
    }

    @PutMapping("/groups/{id}")
    @Operation(summary = "Change a group")
    GroupJson group(@PathVariable UUID id, @RequestBody NewGroup wanted) {
        return json(setup.group(id, text(wanted.name()), wanted.position() == null ? 0 : wanted.position()));
    }

    @DeleteMapping("/groups/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a group away; its components stand alone")
    void removeGroup(@PathVariable UUID id) {
        setup.removeGroup(id);
    }

    @GetMapping("/subscribers")
    @Operation(summary = "Who asked to be told, the newest first")
    Slice<SubscriberJson> subscribers(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Cursor.limit(limit);
        var found = subscribers.before(
                query, cursor == null ? null : id(Cursor.read(cursor, 1).getFirst()), most + 1);
        var shown = found.subList(0, Math.min(most, found.size()));
        return new Slice<>(
                shown.stream().map(this::json).toList(),
                found.size() > most ? Cursor.of(shown.getLast().id()) : null);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }

    private SubscriberJson json(Subscriber it) {
        return new SubscriberJson(
                it.id(),
                it.email().value(),
                it.locale().toLanguageTag(),
                it.state().word(),
                it.bounces(),
                it.createdAt(),
                it.confirmedAt(),
                subscribers.scopes(it.id()).stream()
                        .map(scope -> new ScopeJson(scope.component(), scope.group(), scope.incident()))
                        .toList());
    }

    @PostMapping("/subscribers")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask somebody whether they want to be told",
            description = "They get a letter with a button. Nobody is on the list before they pressed it.")
    void ask(@RequestBody NewSubscriber wanted, HttpServletRequest request) {
        var email = EmailAddress.parse(text(wanted.email()))
                .orElseThrow(() -> InvalidRequest.field("email", t("status.subscribe.wrong")));
        var scopes = wanted.scopes() == null || wanted.scopes().isEmpty()
                ? List.of(Scope.EVERYTHING)
                : wanted.scopes().stream()
                        .map(scope -> new Scope(scope.component(), scope.group(), scope.incident()))
                        .toList();
        subscriptions.ask(
                email,
                scopes,
                StatusPageController.language(wanted.language(), Locale.ENGLISH),
                request.getRemoteAddr());
    }

    @DeleteMapping("/subscribers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take somebody off the list")
    void remove(@PathVariable UUID id) {
        subscriptions.remove(id);
    }

    @PostMapping("/subscribers/{id}/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let letters go again to somebody who was suspended")
    void resume(@PathVariable UUID id) {
        subscriptions.resume(id);
    }

    @GetMapping("/snapshot")
    @Operation(
            summary = "Everything the public sees, as a zip of files for another host",
            description = "Needs nothing there but a web server; index.html is the page.")
    ResponseEntity<byte[]> snapshot() {
        return StatusSettingsController.zip(snapshot.zip());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
