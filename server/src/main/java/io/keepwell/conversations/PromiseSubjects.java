package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.tasks.TaskSubjects;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Conversations, as what promises are about.
@Component
class PromiseSubjects implements TaskSubjects {

    private final Conversations conversations;
    private final JdbcClient jdbc;

    PromiseSubjects(Conversations conversations, JdbcClient jdbc) {
        this.conversations = conversations;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Subject> find(String reference) {
        try {
            return Optional.of(subject(conversations.get(reference)));
        } catch (ConversationNotFound e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<UUID, Subject> find(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select " + ConversationRow.COLUMNS + " from conversation c where c.id in (:ids)")
                .param("ids", ids)
                .query(ConversationRow::read)
                .list()
                .stream()
                .map(PromiseSubjects::subject)
                .collect(Collectors.toMap(Subject::id, Function.identity()));
    }

    private static Subject subject(Conversation it) {
        return new Subject(
                it.id(),
                it.subject().isBlank() ? t("conversations.subject.none") : it.subject(),
                "/inbox/" + it.number(),
                it.customer(),
                it.assignee(),
                it.team());
    }
}
