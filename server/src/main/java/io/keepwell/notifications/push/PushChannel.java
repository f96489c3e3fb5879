package io.keepwell.notifications.push;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.HttpCall;
import io.keepwell.platform.OutboxChannel;
import io.keepwell.platform.OutboxItem;
import io.keepwell.platform.OutboxLines;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Delivers to the push service of a browser. There is no point of no return: what got no answer is sent again,
/// for a browser that is told twice shows it once.
@Component
class PushChannel implements OutboxChannel {

    static final String NAME = "push";

    /// So long it is worth telling: the push service holds it no longer, and neither do we.
    static final Duration LIVES = Duration.ofHours(24);

    /// So many calls to one push service at a time.
    private static final int ABREAST = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SubscriptionStore subscriptions;
    private final PushMessageStore messages;
    private final PushContent contents;
    private final Vapid vapid;
    private final Members members;
    private final PushSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OutboxLines<String> lines = new OutboxLines<>(ABREAST);

    PushChannel(
            SubscriptionStore subscriptions,
            PushMessageStore messages,
            PushContent contents,
            Vapid vapid,
            Members members,
            PushSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.messages = messages;
        this.contents = contents;
        this.vapid = vapid;
        this.members = members;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome deliver(OutboxItem item, HandOver handOver) throws Exception {
        var message = messages.find(item.subject());
        var subscription = message.flatMap(it -> subscriptions.find(it.subscription()));
        if (message.isEmpty() || subscription.isEmpty()) {
            return new Outcome.Suppressed("The browser is gone.");
        }
        var left = Duration.between(clock.instant(), message.get().createdAt().plus(LIVES));
        if (!left.isPositive()) {
            return new Outcome.Refused("Nobody took it for a day.");
        }
        var content = content(subscription.get(), message.get().subject());
        if (content.isEmpty()) {
            return new Outcome.Suppressed("There is nothing left to say.");
        }
        var endpoint = URI.create(subscription.get().address().endpoint());
        return lines.deliver(
                endpoint.getHost(),
                "Others to this push service go first.",
                () -> send(subscription.get(), endpoint, content.get(), left));
    }

    private Optional<PushContent.Push> content(Subscription subscription, @Nullable UUID subject) {
        var member = members.find(subscription.member()).filter(Member::active);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        return subject == null ? Optional.of(test(member.get())) : contents.content(subject);
    }

    private PushContent.Push test(Member member) {
        var title = new AtomicReference<>("");
        members.actAs(member, () -> title.set(t("notifications.push.test.words", "name", member.name())));
        return new PushContent.Push(title.get(), "/me/notifications", "test");
    }

    private Outcome send(Subscription to, URI endpoint, PushContent.Push content, Duration left) {
        var begin = System.nanoTime();
        var words = JSON.createObjectNode().put("title", content.title()).put("link", content.link());
        Outcome outcome;
        String what;
        try {
            var answer = HttpCall.post(
                    endpoint,
                    headers(endpoint, content, left),
                    PushCipher.encrypt(
                            words.toString().getBytes(StandardCharsets.UTF_8),
                            to.address().keyBytes(),
                            to.address().secretBytes()),
                    settings.privateNetwork());
            outcome = outcome(to, answer);
            what = answer.status() / 100 + "xx";
        } catch (IOException e) {
            outcome = new Outcome.Later(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            what = "none";
        }
        meters.timer("keepwell.push.call", "status", what).record(Duration.ofNanos(System.nanoTime() - begin));
        return outcome;
    }

    private Map<String, String> headers(URI endpoint, PushContent.Push content, Duration left) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/octet-stream");
        headers.put("Content-Encoding", "aes128gcm");
        headers.put("TTL", String.valueOf(left.toSeconds()));
        headers.put("Topic", content.topic());
        headers.put("Authorization", vapid.authorization(endpoint));
        return headers;
    }

    private Outcome outcome(Subscription to, HttpCall.Answer answer) {
        int status = answer.status();
        var words = "HTTP " + status;
        if (status >= 200 && status < 300) {
            subscriptions.tried(to.id(), null);
            return new Outcome.Sent();
        }
        if (status == 404 || status == 410) {
            // the browser has let go of it
            subscriptions.delete(to.id());
            return new Outcome.Refused(words);
        }
        subscriptions.tried(to.id(), words);
        return status == 429 || status >= 500
                ? new Outcome.Later(words, RetryAfter.read(answer.headers().get("retry-after"), clock.instant(), LIVES))
                : new Outcome.Refused(words);
    }
}
