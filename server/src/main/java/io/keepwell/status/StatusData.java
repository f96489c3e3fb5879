package io.keepwell.status;

import io.keepwell.customers.PersonalData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the status page holds of a person: that their address is on its list. What they were told lies with
/// mail.
@Component
class StatusData implements PersonalData {

    private static final int ORDER = 80;

    private final SubscriberStore store;
    private final ComponentStore components;
    private final IncidentStore incidents;

    StatusData(SubscriberStore store, ComponentStore components, IncidentStore incidents) {
        this.store = store;
        this.components = components;
        this.incidents = incidents;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, store.withAddress(person.addresses()).size());
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var rows = store.withAddress(person.addresses()).stream().map(this::row).toList();
        if (!rows.isEmpty()) {
            archive.json("status-page.json", rows);
        }
    }

    private Map<String, @Nullable Object> row(Subscriber subscriber) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("email", subscriber.email().value());
        row.put("language", subscriber.locale().toLanguageTag());
        row.put("state", subscriber.state().word());
        row.put("askedAt", subscriber.createdAt());
        row.put("confirmedAt", subscriber.confirmedAt());
        row.put(
                "hearsOf",
                store.scopes(subscriber.id()).stream().map(this::named).toList());
        return row;
    }

    private String named(Scope scope) {
        if (scope.everything()) {
            return "everything";
        }
        var component =
                Optional.ofNullable(scope.component()).flatMap(components::find).map(StatusComponent::name);
        var group = Optional.ofNullable(scope.group())
                .flatMap(components::findGroup)
                .map(ComponentGroup::name);
        var incident =
                Optional.ofNullable(scope.incident()).flatMap(incidents::find).map(Incident::title);
        return List.of(component, group, incident).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        store.withAddress(person.addresses()).forEach(subscriber -> store.delete(subscriber.id()));
    }
}
