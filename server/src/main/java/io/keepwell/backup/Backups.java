package io.keepwell.backup;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.Archives;
import io.keepwell.platform.Archives.Archive;
import io.keepwell.platform.HealthPart;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.platform.Stillness;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Transactional;

/// Makes backups when asked and at night, and says in `/healthz` how that goes.
@Configuration(proxyBeanMethods = false)
class Backups implements HealthPart {

    /// Subject of what is noted and told: there is one installation.
    static final UUID INSTALLATION = new UUID(0, 0);

    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    private static final String NIGHTLY = "nightly";
    private static final int MOST_KEPT = 365;

    private final Archives archives;
    private final PlanStore plans;
    private final Stillness stillness;
    private final Audit audit;
    private final LiveUpdates live;
    private final MeterRegistry meters;
    private final KeepwellSettings settings;
    private final Clock clock;

    Backups(
            Archives archives,
            PlanStore plans,
            Stillness stillness,
            Audit audit,
            LiveUpdates live,
            MeterRegistry meters,
            KeepwellSettings settings,
            Clock clock) {
        this.archives = archives;
        this.plans = plans;
        this.stillness = stillness;
        this.audit = audit;
        this.live = live;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /// Begins a backup; it goes on by itself.
    @Transactional
    public void begin() {
        if (archives.working()) {
            throw new BackupRunning();
        }
        audit.record("backup.begun", INSTALLATION, "", Map.of());
        Thread.ofVirtual().name("backup").start(() -> make("asked"));
    }

    /// Sets when backups are made by themselves.
    @Transactional
    public Plan plan(boolean nightly, LocalTime at, int keep) {
        if (keep < 1 || keep > MOST_KEPT) {
            throw InvalidRequest.field("keep", Texts.t("backup.wrong.keep", "most", MOST_KEPT));
        }
        plans.set(nightly, at, keep);
        audit.record("backup.planned", INSTALLATION, nightly ? at.toString() : "", Map.of("keep", keep));
        return plans.plan();
    }

    /// Notes that somebody takes a backup away: it holds everything.
    @Transactional
    public Archive taken(String name) {
        var archive = get(name);
        audit.record("backup.taken", INSTALLATION, archive.name(), Map.of("bytes", archive.bytes()));
        return archive;
    }

    @Transactional
    public void delete(String name) {
        var archive = get(name);
        archives.delete(archive);
        audit.record("backup.deleted", INSTALLATION, archive.name(), Map.of());
    }

    /// Lets mail come and go again after a backup was put back.
    @Transactional
    public void release() {
        audit.record("backup.released", INSTALLATION, "", Map.of("uncertain", stillness.uncertain()));
        stillness.release();
    }

    /// Sends what waited when the backup was taken.
    ///
    /// @return how many things
    @Transactional
    public int resend() {
        int sent = stillness.resend();
        audit.record("backup.resent", INSTALLATION, String.valueOf(sent), Map.of());
        return sent;
    }

    private Archive get(String name) {
        return archives.find(name).orElseThrow(() -> new BackupNotFound(name));
    }

    @Bean
    RecurringTask<Void> nightlyBackup() {
        return Tasks.recurring("nightly-backup", FixedDelay.ofMinutes(5)).execute((instance, context) -> night());
    }

    /// Makes the backup of the night where it is time and there is none yet; a night that was missed is made up for.
    void night() {
        var plan = plans.plan();
        if (!plan.nightly() || stillness.restoredFrom().isPresent() || !due(plan, clock.instant())) {
            return;
        }
        make(NIGHTLY);
        archives.keep(NIGHTLY, plan.keep());
    }

    private boolean due(Plan plan, Instant now) {
        var today = ZonedDateTime.ofInstant(now, settings.zone());
        var last = today.with(plan.at());
        var since = last.isAfter(today) ? last.minusDays(1) : last;
        boolean failedSince = plan.failedAt() != null && plan.failedAt().isAfter(since.toInstant());
        return !failedSince
                && archives.all().stream()
                        .noneMatch(archive -> !archive.madeAt().isBefore(since.toInstant()));
    }

    private void make(String reason) {
        live.changed("backup", INSTALLATION);
        try {
            var made = archives.make(reason);
            made.ifPresent(archive -> plans.worked());
            meters.counter("keepwell.backups", "outcome", "made").increment();
        } catch (RuntimeException e) {
            log.error("The backup failed", e);
            meters.counter("keepwell.backups", "outcome", "failed").increment();
            plans.failed(clock.instant(), String.valueOf(e.getMessage()));
        }
        live.changed("backup", INSTALLATION);
    }

    List<Archive> all() {
        return archives.all();
    }

    Plan plan() {
        return plans.plan();
    }

    boolean working() {
        return archives.working();
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Map<String, Object> state() {
        var plan = plans.plan();
        var last = archives.all().stream().findFirst().map(Archive::madeAt);
        boolean late = plan.nightly()
                && last.map(at -> at.isBefore(clock.instant().minus(Duration.ofHours(49))))
                        .orElse(false);
        return Map.of(
                "ok",
                plan.failedAt() == null && !late,
                "last",
                last.map(Instant::toString).orElse("never"),
                "nightly",
                plan.nightly());
    }
}
