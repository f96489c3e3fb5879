package io.keepwell.mail.room;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailbox;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Notice;
import io.keepwell.team.Members;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Says on every page whose mail stays here. In the demo one strip says it for all.
@Component
class RoomNotice implements Notice.Source {

    private static final int MOST_NAMED = 2;

    private final RoomPost post;
    private final Members members;
    private final KeepwellSettings settings;

    RoomNotice(RoomPost post, Members members, KeepwellSettings settings) {
        this.post = post;
        this.members = members;
        this.settings = settings;
    }

    @Override
    public Optional<Notice> notice() {
        if (settings.demo() || members.current().isEmpty()) {
            return Optional.empty();
        }
        var here = post.mailboxes();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Notice(
                t("mail.room.notice", "count", here.size(), "addresses", named(here)),
                "/mailroom",
                t("mail.room.notice.link")));
    }

    /// A few by name: a strip on every page is one line.
    private static String named(List<Mailbox> here) {
        var names =
                here.stream().map(Mailbox::address).sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return here.size() > MOST_NAMED
                ? t("mail.room.notice.more", "addresses", names, "more", here.size() - MOST_NAMED)
                : names;
    }
}
