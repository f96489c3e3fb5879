package io.keepwell.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class OncePerPageTests {

    private final AtomicInteger reads = new AtomicInteger();

    @AfterEach
    void afterwards() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aPageReadsOnceForEachThingAskedFor() {
        answering("GET");
        assertThat(read("ana")).isEqualTo(Optional.of("ana 1"));
        assertThat(read("ana")).isEqualTo(Optional.of("ana 1"));
        assertThat(read("ben")).isEqualTo(Optional.of("ben 2"));

        answering("GET");
        assertThat(read("ana")).isEqualTo(Optional.of("ana 3"));
    }

    @Test
    void whereSomethingMayChangeNothingIsKept() {
        answering("POST");
        assertThat(read("ana")).isEqualTo(Optional.of("ana 1"));
        assertThat(read("ana")).isEqualTo(Optional.of("ana 2"));
    }

    @Test
    void noRequestKeepsNothing() {
        assertThat(read("ana")).isEqualTo(Optional.of("ana 1"));
        assertThat(read("ana")).isEqualTo(Optional.of("ana 2"));
    }

    private Optional<String> read(String who) {
        return OncePerPage.read(
                OncePerPageTests.class, "who", who, () -> Optional.of(who + " " + reads.incrementAndGet()));
    }

    private static void answering(String method) {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(method, "/inbox")));
    }
}
