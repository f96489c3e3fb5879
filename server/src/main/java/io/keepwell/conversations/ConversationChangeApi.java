package io.keepwell.conversations;

import io.keepwell.conversations.ConversationJson.Details;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.MappingJacksonInputMessage;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changes of conversations, for programs.
@RestController
@Tag(name = "Conversations")
class ConversationChangeApi {

    @Schema(
            name = "ConversationChange",
            description = "What to change. What is absent stays; null takes away what can be absent.")
    record Change(
            @Schema(
                    description =
                            "solved takes you as the assignee where there is none; a complaint needs its cause first")
            @Nullable
            ConversationState state,

            @Schema(description = "What is known of the cause of a complaint; a one-off may say why in oneOff")
            @Nullable
            CauseState cause,

            OneOffReasons.@Nullable Given oneOff,

            @Schema(description = "Id or e-mail address of a member, or null for nobody") @Nullable
            String assignee,

            @Schema(description = "Id of a team, or null for none") @Nullable
            UUID team,

            @Nullable ConversationKind kind,
            @Nullable List<String> tags,
            @Nullable Priority priority,

            @Schema(description = "Until when the customer needs it") @Nullable
            Instant neededBy,

            @Schema(
                    description =
                            "Some of email, messenger, phone, sms, post: what the customer can use now; empty for all")
            @Nullable
            List<String> usableChannels,

            @Schema(description = "How to reach them now, such as a phone number") @Nullable
            String reachAt) {}

    private final Conversations conversations;
    private final ConversationReading reading;
    private final Reaches reaches;
    private final OneOffReasons oneOffs;
    private final Members members;
    private final JsonMapper json;

    ConversationChangeApi(
            Conversations conversations,
            ConversationReading reading,
            Reaches reaches,
            OneOffReasons oneOffs,
            Members members,
            JsonMapper json) {
        this.conversations = conversations;
        this.reading = reading;
        this.reaches = reaches;
        this.oneOffs = oneOffs;
        this.members = members;
        this.json = json;
    }

    @ForAgents
    @PatchMapping("/api/v1/conversations/{id}")
    @Transactional
    @Operation(
            summary = "Change a conversation",
            description = "All of it or nothing. A complaint cannot be solved without its cause or triage: 409.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Change.class))))
    Details change(@PathVariable String id, @RequestBody JsonNode body) {
        var change = read(body);
        var conversation = conversations.get(id).id();
        if (body.has("kind")) {
            conversations.kind(conversation, change.kind());
        }
        cause(conversation, change);
        if (body.has("team")) {
            conversations.team(conversation, change.team());
        }
        if (body.has("assignee")) {
            conversations.assignee(conversation, member(change.assignee()));
        }
        if (change.priority() != null) {
            conversations.priority(conversation, change.priority());
        }
        if (body.has("neededBy")) {
            conversations.neededBy(conversation, change.neededBy());
        }
        if (body.has("usableChannels") || body.has("reachAt")) {
            var known = reaches.of(conversation);
            var channels = change.usableChannels() == null ? List.<String>of() : change.usableChannels();
            reaches.set(
                    conversation,
                    body.has("usableChannels") ? channels : known.channels(),
                    body.has("reachAt") ? change.reachAt() : known.contact());
        }
        if (body.has("tags")) {
            conversations.tags(conversation, change.tags() == null ? List.of() : change.tags());
        }
        if (change.state() != null) {
            conversations.state(conversation, change.state());
        }
        return reading.details(conversations.get(conversation));
    }

    private void cause(UUID conversation, Change change) {
        var cause = change.cause();
        if (change.oneOff() != null && cause != CauseState.ONE_OFF) {
            throw InvalidRequest.field("oneOff", Texts.t("conversations.refused.one-off"));
        }
        if (change.oneOff() != null) {
            oneOffs.oneOff(conversation, change.oneOff());
        } else if (cause != null) {
            conversations.cause(conversation, cause);
        }
    }

    // Twice: as a tree for what is absent and what is null, as a record for what may stand there at all.
    private Change read(JsonNode body) {
        try {
            return json.treeToValue(body, Change.class);
        } catch (JacksonException e) {
            var original = new MappingJacksonInputMessage(new ByteArrayInputStream(new byte[0]), new HttpHeaders());
            throw new HttpMessageNotReadableException("not a change", e, original);
        }
    }

    private @Nullable UUID member(@Nullable String reference) {
        if (reference == null || reference.isBlank()) {
            return null;
        }
        return MemberReference.find(members, reference)
                .map(Member::id)
                .orElseThrow(() -> InvalidRequest.field("assignee", Texts.t("conversations.refused.no-member")));
    }
}
