package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Notice;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells administrators when a rule has switched itself off.
@Component
class RulesNotice implements Notice.Source {

    private final Members members;
    private final Rules rules;

    RulesNotice(Members members, Rules rules) {
        this.members = members;
        this.rules = rules;
    }

    @Override
    public Optional<Notice> notice() {
        return members.current()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .flatMap(administrator -> rules.stopped().stream().findFirst())
                .map(rule -> new Notice(
                        t("conversations.rules.notice", "name", rule.name()),
                        "/settings/rules/" + rule.id(),
                        t("conversations.rules.notice.link")));
    }
}
