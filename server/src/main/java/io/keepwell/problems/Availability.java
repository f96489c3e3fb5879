package io.keepwell.problems;

import io.keepwell.customers.TraitRule;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a fix reaches whom (3.7.7). Whoever `has` means has it, and whoever comes to be meant gets it then;
/// else the first group counts that means somebody. Whoever none of it means waits where there is a `has`, and
/// has the fix where there is none.
///
/// @param has    who has it, such as everybody whose app has version 4.2 or later; null where only days count
/// @param groups who gets it when
public record Availability(@Nullable TraitRule has, List<Group> groups) {

    private static final int MOST = 20;

    /// Those whom the fix reaches on one day.
    public record Group(TraitRule who, Instant from) {}

    /// The fix is there for everybody.
    public static final Availability EVERYBODY = new Availability(null, List.of());

    /// @throws InvalidRequest where there are too many groups
    public Availability {
        if (groups.size() > MOST) {
            throw InvalidRequest.field(
                    "availability.groups",
                    Texts.t("problems.refused.long", "field", "availability.groups", "most", MOST));
        }
        groups = List.copyOf(groups);
    }

    /// Whether nobody has to wait.
    boolean everybody() {
        return has == null && groups.isEmpty();
    }

    /// Availability as JSON.
    @Schema(name = "FixAvailability", description = "When the fix reaches whom; absent where it is there for everybody")
    public record Json(
            @Schema(
                    description =
                            "Who has it already; whoever comes to be meant is told then, and everybody else waits")
            TraitRule.@Nullable Json has,

            @Schema(description = "Who gets it when; the first group that means somebody counts") @Nullable
            List<GroupJson> groups) {}

    /// A group as JSON.
    @Schema(name = "FixAvailabilityGroup")
    public record GroupJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            TraitRule.@Nullable Json who,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant from) {}

    /// The availability of its JSON form; of none, that of everybody.
    ///
    /// @throws InvalidRequest where a rule makes no sense
    public static Availability of(@Nullable Json json) {
        if (json == null) {
            return EVERYBODY;
        }
        var groups = json.groups() == null ? List.<GroupJson>of() : json.groups();
        return new Availability(
                json.has() == null ? null : TraitRule.of(json.has()),
                groups.stream().map(Availability::group).toList());
    }

    private static Group group(GroupJson group) {
        if (group.who() == null || group.from() == null) {
            throw InvalidRequest.field(
                    "availability.groups", Texts.t("problems.refused.missing", "field", "who, from"));
        }
        return new Group(TraitRule.of(group.who()), group.from());
    }

    /// Its JSON form.
    public Json json() {
        return new Json(
                has == null ? null : has.json(),
                groups.stream()
                        .map(group -> new GroupJson(group.who().json(), group.from()))
                        .toList());
    }
}
