package io.keepwell.messenger;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.shared.Fragments;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Beside the conversation: on which page a customer was when they wrote, and what the application said of them. Facts
/// of a page, so a link is only followed where it is one of the web.
@Component
class WherePanel implements ConversationPanel {

    /// @param email what a guest says their address is, null where it is proven or there is none
    record Shown(List<Place> places, @Nullable String email) {}

    record Place(@Nullable String url, @Nullable String title, Map<String, String> facts, Instant at) {

        String called() {
            return title != null ? title : url == null ? "" : url;
        }
    }

    private static final int MOST = 5;
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Fragments fragments;

    WherePanel(JdbcClient jdbc, JsonMapper json, Fragments fragments) {
        this.jdbc = jdbc;
        this.json = json;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.PERSON_FIRST;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var places = jdbc.sql("""
            select url, title, facts, at
              from messenger_context
             where conversation_id = :conversation
             order by at desc
             limit :most
            """)
                .param("conversation", conversation.id())
                .param("most", MOST)
                .query((row, n) -> new Place(
                        row.getString("url"),
                        row.getString("title"),
                        json.readValue(row.getString("facts"), FACTS),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        var email = jdbc.sql("""
            select g.email
              from messenger_guest_conversation c
              join messenger_guest g on g.id = c.guest_id
             where c.conversation_id = :conversation
               and g.proven_at is null
               and g.email is not null
            """)
                .param("conversation", conversation.id())
                .query((row, n) -> row.getString(1))
                .optional()
                .orElse(null);
        if (places.isEmpty() && email == null) {
            return Optional.empty();
        }
        return Optional.of(fragments.of("messenger/where.jte", Map.of("shown", new Shown(places, email))));
    }
}
