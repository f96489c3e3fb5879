package io.keepwell.conversations.pictures;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.pictures.PictureStore.Row;
import io.keepwell.mail.SafeHtml;
import io.keepwell.platform.Blobs;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/// Fetches the pictures of other hosts that a letter names, when somebody asks to see them: once for all who look, and
/// only those that stand in the letter. The sender learns that somebody opened it, but not who, and not from where.
@Service
class Pictures {

    private static final int MOST = 200;
    private static final int AT_ONCE = 8;
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(30);

    /// How pictures are fetched.
    ///
    /// @param privateNetwork whether pictures may come out of a private network, as in a company that mails itself
    @ConfigurationProperties("keepwell.pictures")
    record Settings(@DefaultValue("false") boolean privateNetwork) {}

    private final PictureStore store;
    private final Blobs blobs;
    private final PictureCall call;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Pictures(PictureStore store, Blobs blobs, Settings settings, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.call = new PictureCall(settings.privateNetwork(), WAIT);
        this.meters = meters;
        this.clock = clock;
    }

    /// A picture of a letter, fetched where it is not here yet.
    ///
    /// @param position which of the pictures of other hosts in the letter, from 0
    /// @throws PictureNotFound where the letter names none there, or none came
    Row picture(UUID message, int position) throws InterruptedException {
        var known = store.find(message, position).filter(this::fresh);
        var row = known.isPresent() ? known.get() : fetch(message, position);
        if (row.blob() == null) {
            throw new PictureNotFound();
        }
        return row;
    }

    private boolean fresh(Row row) {
        return row.blob() != null || row.at().isAfter(clock.instant().minus(TRY_AGAIN));
    }

    private Row fetch(UUID message, int position) throws InterruptedException {
        var address = address(message, position);
        if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new PictureNotFound();
        }
        try {
            // somebody else may have fetched it while this one waited
            var known = store.find(message, position).filter(this::fresh);
            if (known.isPresent()) {
                return known.get();
            }
            var row = fetched(address);
            store.put(message, position, row);
            return row;
        } finally {
            places.release();
        }
    }

    private String address(UUID message, int position) {
        var html = store.html(message).orElseThrow(PictureNotFound::new);
        var pictures = addresses(html);
        if (position < 0 || position >= Math.min(pictures.size(), MOST)) {
            throw new PictureNotFound();
        }
        return pictures.get(position);
    }

    private Row fetched(String address) {
        var bytes = bytes(address);
        var kind = bytes.flatMap(PictureKind::of);
        meters.counter("keepwell.pictures.fetched", "outcome", kind.isPresent() ? "shown" : "refused")
                .increment();
        if (kind.isEmpty()) {
            return new Row(null, null, 0, clock.instant());
        }
        var blob = blobs.put(bytes.get());
        return new Row(blob.digest(), kind.get().type, blob.size(), clock.instant());
    }

    private Optional<byte[]> bytes(String address) {
        var uri = PictureAddress.of(address);
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(call.get(uri.get()));
        } catch (IOException e) {
            // the letter shows the empty place; whoever wrote it is the one who could do something about it
            return Optional.empty();
        }
    }

    private static List<String> addresses(String html) {
        return Jsoup.parse(html).select("img[" + SafeHtml.REMOTE + "]").stream()
                .map(image -> image.attr(SafeHtml.REMOTE))
                .toList();
    }

    /// Pictures that nobody has fetched for a while are fetched anew when somebody looks again.
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Plan {

        @Bean
        RecurringTask<Void> forgetPictures(PictureStore store, Clock clock) {
            return Tasks.recurring("forget-pictures", FixedDelay.of(Duration.ofHours(24)))
                    .execute((instance, context) -> store.prune(clock.instant().minus(KEPT)));
        }
    }
}
