package io.keepwell.imports;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.mail.PastMail;
import io.keepwell.platform.Blobs;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Transactional;

/// Brings files along: first looks what is in one, then, when somebody says so, takes it in. Every item
/// commits by itself together with how far the file has come, so that an import goes on where it was,
/// whatever happens to the process.
@Configuration(proxyBeanMethods = false)
class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final String TASK = "import";
    private static final int LIVE_EVERY = 50;

    private final ImportStore store;
    private final Keeping keeping;
    private final Mailboxes mailboxes;
    private final PastMail mail;
    private final Blobs blobs;
    private final Members members;
    private final Audit audit;
    private final LiveUpdates live;
    private final MeterRegistry meters;
    private final ObjectProvider<Scheduler> scheduler;
    private final KeepwellSettings settings;
    private final Clock clock;

    Imports(
            ImportStore store,
            Keeping keeping,
            Mailboxes mailboxes,
            PastMail mail,
            Blobs blobs,
            Members members,
            Audit audit,
            LiveUpdates live,
            MeterRegistry meters,
            ObjectProvider<Scheduler> scheduler,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.keeping = keeping;
        this.mailboxes = mailboxes;
        this.mail = mail;
        this.blobs = blobs;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.meters = meters;
        this.scheduler = scheduler;
        this.settings = settings;
        this.clock = clock;
    }

    /// Takes a file and begins to look what is in it.
    ///
    /// @param mailbox the mailbox it belongs to; needed for mail
    @Transactional
    public ImportRun take(String format, String name, @Nullable UUID mailbox, InputStream file) {
        var kind = Format.of(format)
                .orElseThrow(() -> InvalidRequest.field("format", Texts.t("imports.wrong.format", "format", format)));
        if (mailbox != null && mailboxes.find(mailbox).isEmpty() || mailbox == null && kind == Format.MBOX) {
            throw InvalidRequest.field("mailbox", Texts.t("imports.wrong.mailbox"));
        }
        var blob = blobs.put(file);
        if (blob.size() == 0) {
            throw InvalidRequest.field("file", Texts.t("imports.wrong.empty"));
        }
        var id = Ids.next();
        var label = name.isBlank() ? kind.word() : name.length() > 200 ? name.substring(0, 200) : name.strip();
        store.insert(
                id,
                kind,
                label,
                blob.digest(),
                blob.size(),
                mailbox,
                members.require().id());
        schedule(id);
        return get(id);
    }

    /// Takes in what was looked at.
    @Transactional
    public ImportRun start(UUID id) {
        var run = get(id);
        if (run.state().equals("examined")) {
            store.restart(id);
        }
        if (run.blob() == null || !store.move(id, List.of("examined", "stopped", "failed"), "running", null)) {
            throw new ImportRefused(Texts.t("imports.refused.start"));
        }
        audit.record("import.started", id, run.name(), Map.of("format", run.format(), "items", run.items()));
        schedule(id);
        return get(id);
    }

    /// Stops; it can go on later.
    @Transactional
    public ImportRun stop(UUID id) {
        var run = get(id);
        if (!store.move(id, List.of("running"), "stopped", null)) {
            throw new ImportRefused(Texts.t("imports.refused.stop"));
        }
        audit.record("import.stopped", id, run.name(), Map.of("position", run.position()));
        live.changed(TASK, id);
        return get(id);
    }

    ImportRun get(UUID id) {
        return store.find(id).orElseThrow(() -> new ImportNotFound(id.toString()));
    }

    List<ImportRun> all() {
        return store.all();
    }

    List<Trouble> troubles(UUID id) {
        return store.troubles(get(id).id(), ImportStore.MOST_TROUBLES);
    }

    private void schedule(UUID id) {
        scheduler.getObject().schedule(new TaskInstance<>(TASK, id + "." + Ids.next()), clock.instant());
    }

    @Bean
    CustomTask<Void> importTask() {
        return Tasks.custom(TASK, Void.class).execute((instance, context) -> {
            work(UUID.fromString(instance.getId().substring(0, instance.getId().indexOf('.'))));
            return new CompletionHandler.OnCompleteRemove<>();
        });
    }

    private void work(UUID id) {
        var run = store.find(id).orElse(null);
        if (run == null || !run.working() || run.blob() == null) {
            return;
        }
        live.changed(TASK, id);
        try {
            if (run.state().equals("examining")) {
                examine(run);
            } else {
                takeIn(run);
            }
        } catch (InterruptedException e) {
            // the program ends; the scheduler hands the rest to whoever is next
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was interrupted", e);
        } catch (IOException e) {
            store.move(id, List.of("examining", "running"), "failed", e.getMessage());
        } catch (Keeping.Over e) {
            log.info("Import {} was stopped", id);
        }
        live.changed(TASK, id);
    }

    private void examine(ImportRun run) throws IOException, InterruptedException {
        store.restart(run.id());
        var looking = new Looking(run);
        reader(run).read(source(run), 0, looking);
        looking.end();
        store.move(run.id(), List.of("examining"), "examined", null);
    }

    private void takeIn(ImportRun run) throws IOException, InterruptedException {
        reader(run).read(source(run), run.position(), new Reader.Listener() {

            private long since;

            @Override
            public void told(long item, Told told) throws InterruptedException {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                try {
                    keeping.keep(run, item, told);
                    meters.counter("keepwell.imported", "format", run.format()).increment();
                } catch (DeskReader.Odd e) {
                    trouble(item, new Trouble(told.key(), String.valueOf(e.getMessage())));
                }
                if (++since % LIVE_EVERY == 0) {
                    live.changed(TASK, run.id());
                }
            }

            @Override
            public void trouble(long item, Trouble trouble) {
                store.trouble(run.id(), item, trouble);
            }
        });
        if (store.move(run.id(), List.of("running"), "done", null)) {
            store.forgetFile(run.id());
            var done = get(run.id());
            log.info(
                    "Import {} is done: {} conversations, {} messages",
                    run.id(),
                    done.conversations(),
                    done.messages());
        }
    }

    /// Counts what an import would do, without doing it.
    private final class Looking implements Reader.Listener {

        private final ImportRun run;
        // what the file itself has told already: half of a hash each, enough to count by
        private final Set<Integer> conversations = new HashSet<>();
        private final Set<Integer> messages = new HashSet<>();
        private final Set<Integer> people = new HashSet<>();
        private ImportStore.Gain gain = ImportStore.Gain.NONE;
        private @Nullable Instant oldest;
        private @Nullable Instant newest;
        private long position;
        private int since;

        Looking(ImportRun run) {
            this.run = run;
        }

        @Override
        public void told(long item, Told told) throws InterruptedException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            try {
                count(told, keeping.look(run, told));
            } catch (DeskReader.Odd e) {
                trouble(item, new Trouble(told.key(), String.valueOf(e.getMessage())));
            }
            position = item + 1;
            if (++since % LIVE_EVERY == 0) {
                end();
                live.changed(TASK, run.id());
            }
        }

        private void count(Told told, ImportStore.Gain one) {
            boolean related = told.related().stream().anyMatch(key -> conversations.contains(key.hashCode()));
            boolean first = conversations.add(told.key().hashCode()) && !related;
            told.related().forEach(key -> conversations.add(key.hashCode()));
            long again = told.messages().stream()
                    .filter(message -> !messages.add(message.key().hashCode()))
                    .count();
            var customer = told.customer();
            boolean met = customer != null
                    && people.add(customer.email().toLowerCase(Locale.ROOT).hashCode());
            gain = new ImportStore.Gain(
                    gain.conversations() + (first ? one.conversations() : 0),
                    gain.messages() + Math.max(0, one.messages() - again),
                    gain.people() + (met ? one.people() : 0),
                    gain.files() + one.files(),
                    gain.known() + one.known() + Math.min(again, one.messages()));
            for (var message : told.messages()) {
                oldest = oldest == null || message.at().isBefore(oldest) ? message.at() : oldest;
                newest = newest == null || message.at().isAfter(newest) ? message.at() : newest;
            }
        }

        @Override
        public void trouble(long item, Trouble trouble) {
            store.trouble(run.id(), item, trouble);
            position = item + 1;
        }

        void end() {
            store.looked(run.id(), position, gain, oldest, newest);
            gain = ImportStore.Gain.NONE;
        }
    }

    private Reader reader(ImportRun run) {
        return switch (Format.of(run.format()).orElseThrow()) {
            case MBOX -> new MboxReader(mail, own(), clock.instant());
            case CSV -> new CsvReader(settings.zone());
            case ZENDESK -> new ZendeskReader();
            case HELPSCOUT -> new ScoutReader("helpscout");
            case FREESCOUT -> new ScoutReader("freescout");
            case CHATWOOT -> new ChatwootReader();
        };
    }

    private Set<String> own() {
        return mailboxes.all().stream()
                .map(Mailbox::address)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private Reader.Source source(ImportRun run) {
        return () -> blobs.open(String.valueOf(run.blob()));
    }
}
