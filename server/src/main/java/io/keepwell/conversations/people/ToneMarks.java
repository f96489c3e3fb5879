package io.keepwell.conversations.people;

import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.tone.Signal;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What colleagues think of what was heard, and how far they agree: among themselves, which is the most that can be
/// asked of a machine, and with what was shown.
@Repository
class ToneMarks {

    /// How well a signal is heard.
    ///
    /// @param shown     marks on letters where it was shown
    /// @param right     those that agreed
    /// @param missed    letters in which colleagues heard it and it was not shown
    /// @param pairs     letters that two colleagues marked
    /// @param agreement of the two
    record Figure(Signal signal, long shown, long right, long missed, long pairs, Agreement agreement) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ToneMarks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void mark(UUID message, Signal signal, UUID member, boolean heard, boolean shown) {
        jdbc.sql("""
                        insert into tone_mark (message_id, signal, member_id, heard, shown, marked_at)
                        values (:message, :signal, :member, :heard, :shown, :now)
                        on conflict (message_id, signal, member_id) do update
                           set heard = excluded.heard, shown = excluded.shown, marked_at = excluded.marked_at
                        """)
                .param("message", message)
                .param("signal", signal.word())
                .param("member", member)
                .param("heard", heard)
                .param("shown", shown)
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// What a colleague said of a letter.
    Map<Signal, Boolean> of(UUID message, UUID member) {
        var marks = new EnumMap<Signal, Boolean>(Signal.class);
        jdbc.sql("select signal, heard from tone_mark where message_id = :message and member_id = :member")
                .param("message", message)
                .param("member", member)
                .query((row, n) -> Map.entry(Signal.of(row.getString("signal")).orElseThrow(), row.getBoolean("heard")))
                .list()
                .forEach(mark -> marks.put(mark.getKey(), mark.getValue()));
        return marks;
    }

    /// The figures of all signals. Of more than two colleagues who marked a letter the first two count.
    List<Figure> figures() {
        return List.of(Signal.values()).stream().map(this::figure).toList();
    }

    private Figure figure(Signal signal) {
        var pairs = jdbc.sql("""
                        select bool_or(heard) filter (where place = 1) as one,
                               bool_or(heard) filter (where place = 2) as two
                          from (select message_id, heard,
                                       row_number() over (partition by message_id order by marked_at, member_id) as place
                                  from tone_mark
                                 where signal = :signal) marks
                         where place <= 2
                         group by message_id
                        having count(*) = 2
                        """)
                .param("signal", signal.word())
                .query((row, n) -> new boolean[] {row.getBoolean("one"), row.getBoolean("two")})
                .list();
        return jdbc.sql("""
                        select count(*) filter (where shown) as shown,
                               count(*) filter (where shown and heard) as right_ones,
                               count(*) filter (where heard and not shown) as missed
                          from tone_mark
                         where signal = :signal
                        """)
                .param("signal", signal.word())
                .query((row, n) -> new Figure(
                        signal,
                        row.getLong("shown"),
                        row.getLong("right_ones"),
                        row.getLong("missed"),
                        pairs.size(),
                        Agreement.of(pairs)))
                .single();
    }
}
