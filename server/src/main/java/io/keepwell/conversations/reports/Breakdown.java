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
    TAG("g.tag", "left join conversation_tag g on g.conversation_id = c.id") {
        @Override
        String condition(String group) {
            return """
                    exists (select 1
                              from (values (1)) one
                              left join conversation_tag g on g.conversation_id = c.id
                             where coalesce(g.tag, '') = :%s)
                    """.formatted(group);
        }
    };

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

    /// Whether groups are known by an id that has a name.
    boolean named() {
        return this == TEAM || this == AGENT || this == MAILBOX;
    }

    /// SQL that is true for conversations of one group.
    ///
    /// @param group name of the parameter that holds its key
    String condition(String group) {
        return "coalesce(" + key + ", '') = :" + group;
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
