package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import org.springframework.stereotype.Component;

/// Who gets what comes in, in the list of settings.
@Component
class RoutingSettingsPage implements SettingsPage {

    private final Members members;

    RoutingSettingsPage(Members members) {
        this.members = members;
    }

    @Override
    public String key() {
        return "routing";
    }

    @Override
    public String href() {
        return "/settings/routing";
    }

    @Override
    public String icon() {
        return "arrows-split";
    }

    @Override
    public String label() {
        return t("conversations.routing.title");
    }

    @Override
    public String sentence() {
        return t("conversations.routing.sentence");
    }

    @Override
    public Section section() {
        return Section.TEAM;
    }

    @Override
    public boolean visible() {
        return members.current()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .isPresent();
    }
}
