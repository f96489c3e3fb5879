package io.keepwell.conversations.search;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the words of all messages. What is said now is found within its own transaction; what was there before is read
/// little by little, the newest first.
@Configuration(proxyBeanMethods = false)
public class SearchIndex {

    /// Every entry also carries the numbers of its stretches of the index, so that a query can keep to the newest ones.
    static final int SHORT = 14;

    static final int LONG = 18;

    private static final Logger log = LoggerFactory.getLogger(SearchIndex.class);
    private static final int BATCH = 200;
    private static final Duration NEW = Duration.ofDays(1);

    /// A message as it is read for the index.
    record Entry(
            UUID id,
            UUID conversationId,
            String type,
            String text,
            String authorName,
            @Nullable String authorEmail,
            String subject,
            boolean first,
            @Nullable String locale,
            Instant createdAt,
            @Nullable String files) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SearchIndex(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Takes in a message that was just written, within the transaction that wrote it. One that tells of long ago, such
    /// as an imported one, waits its turn, so that the newest stay the newest.
    public void written(UUID message) {
        var entry = read(message);
        if (entry.isEmpty()) {
            return;
        }
        if (entry.get().createdAt().isBefore(clock.instant().minus(NEW))) {
            jdbc.sql("""
                            insert into search_pending (message_id, created_at) values (:id, :at)
                            on conflict do nothing
                            """)
                    .param("id", message)
                    .param("at", entry.get().createdAt().atOffset(ZoneOffset.UTC))
                    .update();
        } else {
            insert(entry.get(), "search_serial");
        }
    }

    /// How many messages are still to be read; 0 when everything can be found. Counts no further than 10,000.
    int waiting() {
        return jdbc.sql("select count(*) from (select 1 from search_pending limit 10000) waiting")
                .query(Integer.class)
                .single();
    }

    @Bean
    RecurringTask<Void> readForSearch() {
        return Tasks.recurring("read-for-search", FixedDelay.ofSeconds(2)).execute((instance, context) -> {
            int read = 0;
            int batch;
            do {
                batch = readSome();
                read += batch;
            } while (batch == BATCH && !Thread.currentThread().isInterrupted());
            if (read > BATCH) {
                log.info("Read {} messages for search", read);
            }
        });
    }

    /// Reads the newest of those that wait.
    ///
    /// @return how many
    int readSome() {
        Integer read = transactions.execute(status -> {
            // the letters are held before their places in the queue, and one that is being deleted is left out:
            // otherwise
            // the two would wait for each other
            var ids = jdbc.sql("""
                            delete from search_pending
                             where message_id in (select m.id
                                                    from search_pending p
                                                    join message m on m.id = p.message_id
                                                   order by p.created_at desc
                                                   limit :batch
                                                     for key share of m skip locked)
                            returning message_id, created_at
                            """)
                    .param("batch", BATCH)
                    .query((row, n) -> UUID.fromString(row.getString("message_id")))
                    .list();
            for (var entry : entries(ids)) {
                insert(entry, "search_serial_back");
            }
            return ids.size();
        });
        return read == null ? 0 : read;
    }

    private void insert(Entry entry, String sequence) {
        jdbc.sql("""
                        insert into search_entry (message_id, serial, conversation_id, said_at, words)
                        select :id, n.serial, :conversation, :at,
                               cast(:words as tsvector)
                               || array_to_tsvector(array['~s' || (n.serial >> :short), '~l' || (n.serial >> :long)])
                          from (select nextval(cast(:sequence as regclass)) as serial) n
                        on conflict (message_id) do nothing
                        """)
                .param("id", entry.id())
                .param("conversation", entry.conversationId())
                .param("at", entry.createdAt().atOffset(ZoneOffset.UTC))
                .param("words", words(entry))
                .param("short", SHORT)
                .param("long", LONG)
                .param("sequence", sequence)
                .update();
    }

    private static String words(Entry entry) {
        var vector = new SearchVector();
        var language = entry.locale() == null
                ? null
                : Locale.forLanguageTag(entry.locale()).getLanguage();
        if (entry.first()) {
            vector.add('A', entry.subject(), language);
        }
        vector.add('B', entry.authorName(), null);
        if (entry.authorEmail() != null) {
            vector.add('B', entry.authorEmail(), null);
        }
        if (entry.files() != null) {
            vector.add('C', entry.files(), null);
        }
        vector.add('D', entry.text(), language);
        return vector.toString();
    }

    private Optional<Entry> read(UUID message) {
        return entries(List.of(message)).stream().findFirst();
    }

    private List<Entry> entries(List<UUID> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select m.id, m.conversation_id, m.type, left(m.text, :longest) as text, m.author_name, m.author_email, c.subject,
                               not exists (select from message e
                                            where e.conversation_id = m.conversation_id
                                              and (e.created_at, e.id) < (m.created_at, m.id)) as first,
                               c.locale, m.created_at,
                               (select string_agg(a.name, ' ') from attachment a where a.message_id = m.id) as files
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where m.id in (:ids)
                           and m.type <> 'acknowledgement'
                           and m.delivery_state is distinct from 'cancelled'
                         order by m.created_at desc, m.id desc
                        """)
                .param("ids", messages)
                .param("longest", SearchVector.LONGEST_TEXT)
                .query(Records.of(Entry.class))
                .list();
    }
}
