package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Segments;
import io.keepwell.customers.TraitRule;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Asking people, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Surveys")
class WaveApi {

    private final Surveys surveys;
    private final Waves waves;
    private final WaveStore store;
    private final Segments segments;

    WaveApi(Surveys surveys, Waves waves, WaveStore store, Segments segments) {
        this.surveys = surveys;
        this.waves = waves;
        this.store = store;
        this.segments = segments;
    }

    @Schema(name = "NewWave", description = "Exactly one of its fields says who is meant")
    record NewWave(
            @Schema(
                    description =
                            "Ids, external:USER_ID or email:ADDRESS, 10,000 at most; unknown addresses become customers",
                    example = "[\"email:ana@example.org\"]")
            @Nullable
            List<String> customers,

            @Schema(description = "Everybody in this segment: its id or its name", example = "Active for a year")
            @Nullable
            String segment,

            @Schema(description = "Everybody this rule means")
            TraitRule.@Nullable Json rule,

            @Schema(description = "True for whoever was meant by the first wave of the survey") @Nullable
            Boolean firstWave) {}

    @Schema(name = "Wave")
    record WaveJson(
            UUID id,
            UUID survey,
            int number,
            String name,

            @Schema(allowableValues = {"sent", "calendar", "solved", "fixed", "link", "messenger", "import"})
            String occasion,

            @Schema(allowableValues = {"planning", "sending", "done", "cancelled"})
            String state,

            Instant startedAt,

            @Schema(description = "Whom we asked or are about to ask")
            int invited,

            @Schema(description = "Not asked: asked not long ago, or something of theirs is open; never asked later")
            int throttled,

            @Schema(description = "Not asked: a more important survey asked in the same hour")
            int displaced,

            @Schema(description = "Not asked: they cannot or do not want to be")
            int suppressed,

            int cancelled,

            @Schema(description = "Whose turn has not come; decided in the background")
            int waiting,

            @Schema(description = "Whose letter has left") int sent,

            int delivered,
            int bounced,
            int failed,

            @Schema(description = "Nobody knows whether these letters left; never repeated by itself")
            int uncertain,

            @Schema(description = "Shown in the messenger") int shown) {

        static WaveJson of(Wave wave, WaveTally tally) {
            return new WaveJson(
                    wave.id(),
                    wave.survey(),
                    wave.number(),
                    wave.name(),
                    wave.occasion().word(),
                    wave.state().word(),
                    wave.startedAt(),
                    tally.invited(),
                    tally.throttled(),
                    tally.displaced(),
                    tally.suppressed(),
                    tally.cancelled(),
                    tally.waiting(),
                    tally.sent(),
                    tally.delivered(),
                    tally.bounced(),
                    tally.failed(),
                    tally.uncertain(),
                    tally.shown());
        }
    }

    @Schema(name = "SurveyInvitation")
    record InvitationJson(
            UUID id,

            @Schema(description = "Id of the customer") UUID customer,

            @Schema(
                    allowableValues = {
                        "planned",
                        "queued",
                        "sending",
                        "sent",
                        "delivered",
                        "bounced",
                        "failed",
                        "uncertain",
                        "shown",
                        "throttled",
                        "displaced",
                        "suppressed",
                        "cancelled"
                    })
            String state,

            @Schema(description = "Why they were not asked, or what went wrong", example = "asked-lately") @Nullable
            String reason,

            @Schema(description = "What it asks about, such as a conversation") @Nullable
            UUID occasion,

            @Schema(description = "Id of the member who is credited, as of sending") @Nullable
            UUID agent,

            String language,

            @Schema(description = "When it was sent or shown") @Nullable
            Instant askedAt) {

        static InvitationJson of(Invitation it) {
            return new InvitationJson(
                    it.id(),
                    it.customer(),
                    it.state().word(),
                    it.reason(),
                    it.occasion(),
                    it.agent(),
                    it.language(),
                    it.askedAt());
        }
    }

    @ForAgents
    @PostMapping("/surveys/{id}/waves")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Ask people",
            description = "Whoever was asked not long ago, wants no surveys or has something open with us is not asked,"
                    + " and never later either; see `reason` of the invitations. Up to 2,000 people are decided about"
                    + " before the answer, others count as `waiting` until their turn. Letters leave afterwards.")
    WaveJson create(@PathVariable UUID id, @RequestBody NewWave wanted) {
        return json(waves.start(id, audience(wanted)));
    }

    private WaveAudience audience(NewWave wanted) {
        long said = Stream.of(wanted.customers(), wanted.segment(), wanted.rule(), wanted.firstWave())
                .filter(Objects::nonNull)
                .count();
        if (said == 1 && wanted.customers() != null) {
            return new WaveAudience.People(waves.people(wanted.customers()));
        }
        if (said == 1 && wanted.segment() != null) {
            return new WaveAudience.Meant(segments.get(wanted.segment()).rule());
        }
        if (said == 1 && wanted.rule() != null) {
            return new WaveAudience.Meant(TraitRule.of(wanted.rule()));
        }
        if (said == 1 && Boolean.TRUE.equals(wanted.firstWave())) {
            return new WaveAudience.FirstWave();
        }
        throw InvalidRequest.field("customers", t("surveys.asking.refused.who"));
    }

    private WaveJson json(Wave wave) {
        return WaveJson.of(wave, waves.tally(wave.id()));
    }

    @ForTeam
    @GetMapping("/surveys/{id}/waves")
    @Operation(summary = "The waves of a survey, the newest first")
    List<WaveJson> list(@PathVariable UUID id) {
        return waves.of(surveys.get(id).id()).stream().map(this::json).toList();
    }

    @ForTeam
    @GetMapping("/surveys/{id}/waves/{wave}")
    @Operation(summary = "A wave, and what became of its people so far")
    WaveJson get(@PathVariable UUID id, @PathVariable UUID wave) {
        return json(of(id, wave));
    }

    private Wave of(UUID survey, UUID wave) {
        var found = waves.get(wave);
        if (!found.survey().equals(survey)) {
            throw new SurveyNotFound(wave.toString());
        }
        return found;
    }

    @ForTeam
    @GetMapping("/surveys/{id}/waves/{wave}/invitations")
    @Operation(summary = "Everybody who was meant by a wave: whether they were asked, and why not")
    Slice<InvitationJson> invitations(
            @PathVariable UUID id,
            @PathVariable UUID wave,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var found = store.invitations(
                of(id, wave).id(),
                Words.askedOrNull(InvitationState.class, "state", state),
                reason,
                cursor == null ? null : after(cursor),
                most + 1);
        var shown = found.stream().limit(most).map(InvitationJson::of).toList();
        return new Slice<>(
                shown, found.size() > most ? Cursor.of(shown.getLast().id()) : null);
    }

    private static UUID after(String cursor) {
        try {
            return UUID.fromString(Cursor.read(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }

    @ForAgents
    @DeleteMapping("/surveys/{id}/waves/{wave}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a wave back: whoever's letter has not left is not asked")
    void cancel(@PathVariable UUID id, @PathVariable UUID wave) {
        waves.cancel(of(id, wave).id());
    }
}
