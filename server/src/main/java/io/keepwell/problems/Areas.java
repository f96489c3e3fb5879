package io.keepwell.problems;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The parts of the product, and who answers for them.
@Service
public class Areas {

    private static final int LONGEST_NAME = 100;

    private final AreaStore store;
    private final Audit audit;
    private final Clock clock;

    Areas(AreaStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /// All of them by name.
    public List<Area> all() {
        return store.all();
    }

    public Optional<Area> find(UUID id) {
        return store.find(id);
    }

    /// The part of an id or of a name; a name there is none of makes it.
    @Transactional
    public Area named(String reference) {
        return byId(reference).or(() -> store.named(reference)).orElseGet(() -> create(reference, null));
    }

    private Optional<Area> byId(String reference) {
        try {
            return reference.length() == 36 ? store.find(UUID.fromString(reference)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Adds a part.
    ///
    /// @param owner id of the member who answers for it, or null
    @Transactional
    public Area create(String name, @Nullable UUID owner) {
        var id = Ids.next();
        var checked = check(name, id);
        store.insert(id, checked, owner, clock.instant());
        audit.record("area.created", id, checked, Map.of());
        return store.find(id).orElseThrow();
    }

    /// Names a part anew, or says who answers for it.
    @Transactional
    public void change(UUID id, String name, @Nullable UUID owner) {
        var checked = check(name, id);
        store.update(id, checked, owner);
        audit.record("area.changed", id, checked, Map.of());
    }

    private String check(String name, UUID id) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw InvalidRequest.field("component", Texts.t("problems.refused.area-name", "most", LONGEST_NAME));
        }
        if (store.named(stripped).filter(it -> !it.id().equals(id)).isPresent()) {
            throw InvalidRequest.field("component", Texts.t("problems.refused.area-there"));
        }
        return stripped;
    }
}
