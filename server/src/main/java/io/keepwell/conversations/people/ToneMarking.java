package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Records;
import io.keepwell.team.Members;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes down what a colleague hears in a letter, beside what was shown to them.
@Component
class ToneMarking {

    private record Place(UUID conversation, long number) {}

    private final ThreadFacts facts;
    private final AboveThread above;
    private final ToneMarks marks;
    private final Members members;
    private final LiveUpdates live;
    private final JdbcClient jdbc;

    ToneMarking(
            ThreadFacts facts, AboveThread above, ToneMarks marks, Members members, LiveUpdates live, JdbcClient jdbc) {
        this.facts = facts;
        this.above = above;
        this.marks = marks;
        this.members = members;
        this.live = live;
        this.jdbc = jdbc;
    }

    /// @return number of the conversation
    @Transactional
    long mark(UUID message, Signal signal, boolean heard) {
        var place = jdbc.sql("""
                        select c.id as conversation, c.number
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where m.id = :message
                           and m.direction = 'in'
                        """)
                .param("message", message)
                .query(Records.of(Place.class))
                .optional()
                .orElseThrow(() -> InvalidRequest.field("message", t("conversations.tone.no-letter")));
        var letters = facts.letters(place.conversation(), Integer.MAX_VALUE);
        var theirs = letters.stream().filter(ThreadFacts.Letter::theirs).toList();
        var tones = above.tones(letters);
        boolean shown = false;
        for (int i = 0; i < theirs.size(); i++) {
            if (theirs.get(i).id().equals(message)) {
                shown = tones.get(i).level(signal) != Tone.Level.NONE;
            }
        }
        marks.mark(message, signal, members.require().id(), heard, shown);
        live.changed("conversation", place.conversation());
        return place.number();
    }
}
