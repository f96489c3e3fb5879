package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Notice;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The rules in the list of settings, and the word to administrators when one has switched itself off.
@Component
class RulesSettingsPage implements SettingsPage, Notice.Source {

    private final Members members;
    private final Rules rules;

    RulesSettingsPage(Members members, Rules rules) {
        this.members = members;
        this.rules = rules;
    }

    @Override
    public String key() {
        return "rules";
    }

    @Override
    public String href() {
        return "/settings/rules";
    }

    @Override
    public String icon() {
        return "bolt";
    }

    @Override
    public String label() {
        return t("conversations.rules.title");
    }

    @Override
    public String sentence() {
        return t("conversations.rules.sentence");
    }

    @Override
    public Section section() {
        return Section.DESK;
    }

    @Override
    public boolean visible() {
        return members.current()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .isPresent();
    }

    @Override
    public Optional<Notice> notice() {
        return visible()
                ? rules.stopped().stream()
                        .findFirst()
                        .map(rule -> new Notice(
                                t("conversations.rules.notice", "name", rule.name()),
                                "/settings/rules/" + rule.id(),
                                t("conversations.rules.notice.link")))
                : Optional.empty();
    }
}
