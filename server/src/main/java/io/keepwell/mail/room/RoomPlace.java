package io.keepwell.mail.room;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import org.springframework.stereotype.Component;

/// The mail room in the navigation, as long as the mail of some mailbox stays here.
@Component
class RoomPlace implements Place {

    private final RoomPost post;

    RoomPlace(RoomPost post) {
        this.post = post;
    }

    @Override
    public String key() {
        return "mailroom";
    }

    @Override
    public String href() {
        return "/mailroom";
    }

    @Override
    public String icon() {
        return "mailbox";
    }

    @Override
    public String label() {
        return t("mail.room.place");
    }

    @Override
    public int order() {
        return 800;
    }

    @Override
    public boolean visible() {
        return !post.mailboxes().isEmpty();
    }
}
