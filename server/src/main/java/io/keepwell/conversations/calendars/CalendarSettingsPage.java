package io.keepwell.conversations.calendars;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import org.springframework.stereotype.Component;

/// The calendars in the list of settings.
@Component
class CalendarSettingsPage implements SettingsPage {

    private final Members members;

    CalendarSettingsPage(Members members) {
        this.members = members;
    }

    @Override
    public String key() {
        return "calendars";
    }

    @Override
    public String href() {
        return "/settings/calendars";
    }

    @Override
    public String icon() {
        return "calendar-time";
    }

    @Override
    public String label() {
        return t("conversations.calendars.title");
    }

    @Override
    public String sentence() {
        return t("conversations.calendars.sentence");
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
