package io.keepwell.mail.wire;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a step that may hang and ends it in time. A virtual thread blocked on a socket can be interrupted: that
/// closes the socket, however deep in a library the read sits, which no timeout of the library itself promises.
public final class Deadline {

    private Deadline() {}

    /// Runs the step on a thread of its own and waits for it.
    ///
    /// @throws TimeoutException where it took longer; its connection is closed then
    /// @throws Exception        what the step threw
    public static <T> T within(Duration limit, Callable<T> step) throws Exception {
        var task = new FutureTask<T>(step);
        var thread = Thread.ofVirtual().name("mail step").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new TimeoutException("no answer within " + limit.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
