package io.keepwell.notifications;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.TeamMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Says by mail what happened in one conversation: who, what, and where. Of a note only the first line goes along, and
/// only to whoever is named in it.
@Component
class NotificationMail {

    private static final int LONGEST_LINE = 200;

    private final NotificationWords words;
    private final TeamMail mail;
    private final Members members;
    private final KeepwellSettings settings;
    private final JdbcClient jdbc;

    NotificationMail(
            NotificationWords words, TeamMail mail, Members members, KeepwellSettings settings, JdbcClient jdbc) {
        this.words = words;
        this.mail = mail;
        this.members = members;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /// Writes it in the language of the member.
    ///
    /// @param round what caused it
    /// @param news  what happened, newest first; never empty
    /// @return false where no mailbox can send
    boolean send(UUID round, Member member, List<Notification> news) {
        var sent = new boolean[1];
        members.actAs(member, () -> sent[0] = write(round, member, news));
        return sent[0];
    }

    private boolean write(UUID round, Member member, List<Notification> news) {
        var newest = words.of(news.getFirst());
        var lines = new ArrayList<String>();
        for (var it : news.reversed()) {
            lines.add(words.of(it).text() + ".");
            firstLine(it).ifPresent(line -> lines.add("    " + line));
        }
        lines.add("");
        lines.add(newest.about());
        lines.add(settings.publicUrl() + newest.href());
        lines.add("");
        lines.add(t("notifications.mail.answers"));
        lines.add(t("notifications.mail.choose", "address", settings.publicUrl() + "/me/notifications"));
        return mail.send(new TeamMail.Message(
                "notification:" + round,
                new EmailAddress(member.email()),
                member.name(),
                newest.text(),
                String.join("\n", lines) + "\n",
                member.locale()));
    }

    private Optional<String> firstLine(Notification it) {
        return it.kind() != Kind.MENTIONED || it.message() == null
                ? Optional.empty()
                : jdbc.sql("select text from message where id = :id and type = 'note'")
                        .param("id", it.message())
                        .query(String.class)
                        .optional()
                        .flatMap(text -> text.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .findFirst())
                        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
    }
}
