package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import org.springframework.stereotype.Component;

/// The words by which tone is heard, in the settings.
@Component
class ToneSettingsPage implements SettingsPage {

    private final Members members;

    ToneSettingsPage(Members members) {
        this.members = members;
    }

    @Override
    public String key() {
        return "tone";
    }

    @Override
    public String href() {
        return "/settings/tone";
    }

    @Override
    public String icon() {
        return "ear";
    }

    @Override
    public String label() {
        return t("conversations.tone.title");
    }

    @Override
    public String sentence() {
        return t("conversations.tone.sentence");
    }

    @Override
    public Section section() {
        return Section.DESK;
    }

    @Override
    public boolean visible() {
        return members.current().filter(me -> me.role() == Role.ADMINISTRATOR).isPresent();
    }
}
