package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import org.springframework.stereotype.Component;

/// The agreed times in the list of settings.
@Component
class SlaSettingsPage implements SettingsPage {

    private final Members members;

    SlaSettingsPage(Members members) {
        this.members = members;
    }

    @Override
    public String key() {
        return "agreed-times";
    }

    @Override
    public String href() {
        return "/settings/agreed-times";
    }

    @Override
    public String icon() {
        return "hourglass";
    }

    @Override
    public String label() {
        return t("conversations.sla.title");
    }

    @Override
    public String sentence() {
        return t("conversations.sla.sentence");
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
}
