package io.keepwell.messenger;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.keepwell.platform.LiveListener;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.BroadcastStaged;
import io.keepwell.problems.Broadcasts;
import io.keepwell.problems.CustomerProblems;
import io.keepwell.problems.ProblemLinked;
import io.keepwell.problems.ProblemUnlinked;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/// Lets open messengers know that something new was said of a problem: those of the people it hits, on every node, and
/// at the end of its hold where it has one.
@Configuration(proxyBeanMethods = false)
class BannerNews {

    static final String TOPIC = "messenger-problem";

    private static final String TASK = "messenger-problem-said";
    private static final Logger log = LoggerFactory.getLogger(BannerNews.class);

    private final LiveUpdates live;
    private final Broadcasts broadcasts;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    BannerNews(LiveUpdates live, Broadcasts broadcasts, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.live = live;
        this.broadcasts = broadcasts;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener
    void on(BroadcastStaged staged) {
        Instant until = broadcasts.get(staged.broadcast()).holdUntil();
        if (until.isAfter(clock.instant())) {
            scheduler
                    .getObject()
                    .schedule(new TaskInstance<>(TASK, staged.problem() + "." + staged.broadcast()), until);
        } else {
            live.changed(TOPIC, staged.problem());
        }
    }

    @EventListener
    void on(ProblemLinked linked) {
        live.changed(Streams.TOPIC, linked.customer());
    }

    @EventListener
    void on(ProblemUnlinked unlinked) {
        live.changed(Streams.TOPIC, unlinked.customer());
    }

    @Bean
    static OneTimeTask<Void> messengerProblemSaid(ObjectProvider<LiveUpdates> live) {
        return Tasks.oneTime(TASK).execute((instance, context) -> {
            var name = instance.getId();
            live.getObject().changed(TOPIC, UUID.fromString(name.substring(0, name.indexOf('.'))));
        });
    }

    @Bean
    static LiveListener messengersOfThoseHit(Streams streams, CustomerProblems problems) {
        return new LiveListener() {

            @Override
            public String topic() {
                return TOPIC;
            }

            // who is hit is asked of the database, for which the thread that reads the news does not wait
            @Override
            public void changed(UUID problem) {
                Thread.ofVirtual().name("messenger-problem").start(() -> tell(problem));
            }

            private void tell(UUID problem) {
                try {
                    problems.among(problem, streams.people()).forEach(streams::changed);
                } catch (DataAccessException e) {
                    log.warn("Open messengers were not told of news of problem {}", problem, e);
                }
            }

            // the streams hear of that themselves
            @Override
            public void missed() {}
        };
    }
}
