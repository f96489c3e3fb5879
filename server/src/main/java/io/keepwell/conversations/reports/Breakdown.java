package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.util.Arrays;
import java.util.Locale;

/// What figures are broken down by. A conversation has one of each as it is now, but any number of tags.
enum Breakdown {
    TEAM("c.team_id::text", ""),
    AGENT("c.assignee_id::text", ""),
    MAILBOX("c.mailbox_id::text", ""),
    KIND("c.kind", ""),
    TAG("g.tag", "left join conversation_tag g on g.conversation_id = c.id");

    private final String key;
    private final String join;

    Breakdown(String key, String join) {
        this.key = key;
        this.join = join;
    }

    String key() {
        return key;
    }

    String join() {
        return join;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Breakdown named(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("by", t("conversations.sla.wrong.word", "typed", word)));
    }
}
