package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Notice;
import io.keepwell.team.Members;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says on every page that automatic mail is held and waits for a decision (L5).
@Component
class FloodNotice implements Notice.Source {

    private final HeldMail held;
    private final Members members;

    FloodNotice(HeldMail held, Members members) {
        this.held = held;
        this.members = members;
    }

    @Override
    public Optional<Notice> notice() {
        if (members.current().isEmpty()) {
            return Optional.empty();
        }
        int count = held.held();
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        new Notice(t("mail.flood.notice", "count", count), "/inbox/spam", t("mail.flood.notice.link")));
    }
}
