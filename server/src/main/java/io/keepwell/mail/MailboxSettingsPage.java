package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import org.springframework.stereotype.Component;

/// The mailboxes in the list of settings.
@Component
class MailboxSettingsPage implements SettingsPage {

    private final Members members;

    MailboxSettingsPage(Members members) {
        this.members = members;
    }

    @Override
    public String key() {
        return "mailboxes";
    }

    @Override
    public String href() {
        return "/settings/mailboxes";
    }

    @Override
    public String icon() {
        return "mail";
    }

    @Override
    public String label() {
        return t("mail.page.title");
    }

    @Override
    public String sentence() {
        return t("mail.page.sentence");
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
