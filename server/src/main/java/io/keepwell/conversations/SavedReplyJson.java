package io.keepwell.conversations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saved reply as programs read it.
@Schema(name = "SavedReply")
record SavedReplyJson(
        UUID id,
        String name,

        @Schema(
                description = "Who finds it",
                allowableValues = {"own", "team", "all"})
        String scope,

        @Schema(description = "Id of the team, where the scope is team") @Nullable
        UUID team,

        List<String> tags,

        @Schema(description = "The words by language, such as en")
        Map<String, String> texts,

        @Schema(description = "How often it was taken") long uses) {

    static SavedReplyJson of(SavedReply reply) {
        return new SavedReplyJson(
                reply.id(), reply.name(), reply.scope(), reply.team(), reply.tags(), reply.texts(), reply.uses());
    }

    /// What is written to make or change one.
    @Schema(name = "SavedReplyWords", description = "What is absent in a change stays as it is")
    record Words(
            @Nullable String name,

            @Schema(
                    description = "Who finds it",
                    allowableValues = {"own", "team", "all"})
            @Nullable
            String scope,

            @Schema(description = "Id of the team, where the scope is team") @Nullable
            UUID team,

            @Nullable List<String> tags,

            @Schema(
                    description = "The words by language. Places: {{customer.first_name}}, {{customer.name}},"
                            + " {{customer.email}}, {{agent.first_name}}, {{agent.name}}, {{conversation.number}},"
                            + " {{conversation.subject}}, {{company}}; after a bar what stands there where nothing is"
                            + " known: {{customer.first_name|there}}",
                    example = "{\"en\": \"Hi {{customer.first_name}},\"}")
            @Nullable
            Map<String, String> texts) {

        SavedReplyDraft draft() {
            return new SavedReplyDraft(name, scope, team, tags, texts);
        }

        SavedReplyDraft over(SavedReply before) {
            return new SavedReplyDraft(
                    name == null ? before.name() : name,
                    scope == null ? before.scope() : scope,
                    scope == null && team == null ? before.team() : team,
                    tags == null ? before.tags() : tags,
                    texts == null ? before.texts() : texts);
        }

        static Words of(SavedReply reply) {
            return new Words(reply.name(), reply.scope(), reply.team(), reply.tags(), reply.texts());
        }
    }

    /// All of them, to be taken elsewhere.
    @Schema(name = "SavedRepliesExport")
    record Export(List<Words> savedReplies) {}

    /// How many were taken over.
    @Schema(name = "SavedRepliesTaken")
    record Taken(int count) {}
}
