package io.keepwell.demo;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Notice;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The strip that says what this is.
@Component
@DemoOnly
class DemoNotice implements Notice.Source {

    @Override
    public Optional<Notice> notice() {
        return Optional.of(new Notice(t("demo.notice"), null, null));
    }
}
