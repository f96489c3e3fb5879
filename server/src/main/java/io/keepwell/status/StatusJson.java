package io.keepwell.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The status page as the API takes and gives it.
final class StatusJson {

    private StatusJson() {}

    @Schema(name = "StatusPage")
    record Settings(
            @Schema(description = "Whether the page is open at /status")
            boolean enabled,

            @Schema(description = "Address of a status page you have elsewhere; then this one is off") @Nullable
            String elsewhere,

            @Schema(description = "Whose page it is") String company,

            @Schema(description = "A sentence above everything")
            String about,

            @Schema(description = "Accent", example = "#0f766e")
            String colour,

            @Schema(
                    description =
                            "Id of the mailbox that letters to subscribers leave from; null: the first that can send")
            @Nullable
            UUID mailbox,

            @Schema(description = "Where customers find it, or null") @Nullable
            String address) {}

    @Schema(
            name = "StatusPageChange",
            description = "What is absent stays; an empty text takes the address elsewhere away")
    record SettingsChange(
            @Nullable Boolean enabled,
            @Nullable String elsewhere,
            @Nullable String company,
            @Nullable String about,
            @Nullable String colour,
            @Nullable UUID mailbox) {}

    @Schema(name = "StatusComponent")
    record ComponentJson(
            UUID id,

            @Schema(description = "Id of the part of the product, as problems know it")
            UUID area,

            String name,

            @Schema(description = "Id of its group, or null") @Nullable
            UUID group,

            int position,

            @Schema(description = "Whether it stands on the page")
            boolean visible,

            @Schema(
                    description = "The worst of what holds it now",
                    allowableValues = {"operational", "maintenance", "degraded", "partial", "major"})
            String state) {}

    @Schema(name = "StatusComponentChange")
    record ComponentChange(
            @Schema(description = "What the public reads; absent: the name of the part") @Nullable
            String name,

            @Nullable UUID group,
            @Nullable Integer position,

            @Schema(description = "Whether it stands on the page; true where absent") @Nullable
            Boolean visible) {}

    @Schema(name = "StatusGroup")
    record GroupJson(UUID id, String name, int position) {}

    @Schema(name = "NewStatusGroup")
    record NewGroup(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable Integer position) {}

    @Schema(name = "AffectedComponent")
    record HitJson(
            @Schema(description = "Id of the component") UUID component,

            @Schema(allowableValues = {"maintenance", "degraded", "partial", "major"})
            String state) {}

    @Schema(name = "StatusPost")
    record PostJson(
            UUID id,
            Instant at,

            @Schema(
                    description = "What it tells",
                    allowableValues = {
                        "published",
                        "update",
                        "fixed",
                        "reopened",
                        "corrected",
                        "announced",
                        "moved",
                        "reminder",
                        "started",
                        "finished",
                        "cancelled"
                    })
            String kind,

            String state,

            @Schema(description = "What was said; empty for the standard text")
            String text,

            boolean tell,
            @Nullable String whyNot,

            @Schema(description = "When a typo was last taken out") @Nullable
            Instant editedAt,

            @Schema(description = "Letters to subscribers, how many in each state")
            Map<String, Long> letters) {}

    @Schema(name = "StatusIncident")
    record IncidentJson(
            UUID id,
            long number,

            @Schema(allowableValues = {"incident", "maintenance"})
            String kind,

            String title,
            String state,

            @Schema(description = "Id of the problem it is the public face of, or null") @Nullable
            UUID problem,

            @Nullable Integer episode,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            Instant begunAt,
            @Nullable Instant overAt,
            List<HitJson> components,

            @Schema(description = "What was said, the newest first; in lists empty")
            List<PostJson> posts,

            @Schema(description = "Where the public reads it")
            String url) {}

    @Schema(name = "NewStatusIncident")
    record NewIncidentJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Nordbank: no new transactions") @Nullable
            String title,

            @Schema(description = "The first post; absent: a standard text") @Nullable
            String text,

            @Schema(
                    description = "How far it has come; investigating where absent",
                    allowableValues = {"investigating", "identified", "watching"})
            @Nullable
            String state,

            @Schema(description = "What it affects") @Nullable
            List<HitJson> components,

            @Schema(description = "Id or number of the problem it is the public face of") @Nullable
            String problem,

            @Schema(description = "Whether subscribers are told; true where absent") @Nullable
            Boolean tell,

            @Schema(description = "Why they are not; needed then") @Nullable
            String whyNot) {}

    @Schema(name = "NewMaintenance")
    record NewMaintenance(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String title,

            @Nullable String text,

            @Schema(description = "Ids of the components it affects") @Nullable
            List<UUID> components,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant startsAt,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant endsAt,

            @Nullable Boolean tell,
            @Nullable String whyNot) {}

    @Schema(name = "NewStatusPost")
    record NewPost(
            @Schema(description = "What is said; absent: a standard text, where there is something else to tell")
            @Nullable
            String text,

            @Schema(
                    description =
                            "How far it has come; absent: as before. fixed ends an incident, another state opens it"
                                    + " again")
            @Nullable
            String state,

            @Schema(description = "What it affects from now on; absent: as before") @Nullable
            List<HitJson> components,

            @Schema(description = "Whether this corrects what was said before") @Nullable
            Boolean corrects,

            @Nullable Boolean tell,
            @Nullable String whyNot) {}

    @Schema(name = "MovedMaintenance")
    record Moved(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant startsAt,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant endsAt,

            @Nullable String text,
            @Nullable Boolean tell,
            @Nullable String whyNot) {}

    @Schema(name = "StatusTypo", description = "Takes a typo out: no event, nobody is told")
    record Typo(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text) {}

    @Schema(name = "StatusTitle", description = "Takes a typo out of the title: no event, nobody is told")
    record Title(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String title) {}

    @Schema(name = "StatusSubscriber")
    record SubscriberJson(
            UUID id,
            String email,
            String language,

            @Schema(allowableValues = {"unconfirmed", "active", "suspended"})
            String state,

            @Schema(description = "Letters in a row that came back for good; three suspend")
            int bounces,

            Instant createdAt,
            @Nullable Instant confirmedAt,

            @Schema(description = "What they want to hear of; an empty one means everything")
            List<ScopeJson> scopes) {

        @Override
        public String toString() {
            return "SubscriberJson[" + id + "]";
        }
    }

    @Schema(name = "StatusScope")
    record ScopeJson(
            @Nullable UUID component,
            @Nullable UUID group,
            @Nullable UUID incident) {}

    @Schema(name = "NewStatusSubscriber")
    record NewSubscriber(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String email,

            @Schema(description = "en or de") @Nullable String language,

            @Schema(description = "What they want to hear of; absent: everything") @Nullable
            List<ScopeJson> scopes) {

        @Override
        public String toString() {
            return "NewSubscriber[]";
        }
    }
}
