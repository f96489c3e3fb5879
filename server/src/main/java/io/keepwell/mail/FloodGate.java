package io.keepwell.mail;

import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Texts;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Notices automatic mail that would open more conversations than a team can read (L5): a monitor that
/// fails every minute, mailing lists that somebody signed us up for, two machines that talk to each other
/// without naming a thread. What a person writes is never held, and neither is what belongs to a
/// conversation there is.
@Component
class FloodGate {

    private static final Duration ALERT_AGAIN = Duration.ofDays(1);

    private final FloodStore store;
    private final TeamMail post;
    private final ObjectProvider<Members> members;
    private final KeepwellSettings keepwell;
    private final int perHour;
    private final Clock clock;

    FloodGate(
            FloodStore store,
            TeamMail post,
            ObjectProvider<Members> members,
            KeepwellSettings keepwell,
            MailSettings settings,
            Clock clock) {
        this.store = store;
        this.post = post;
        this.members = members;
        this.keepwell = keepwell;
        this.perHour = settings.automaticPerHour();
        this.clock = clock;
    }

    /// Whether an automatic mail that would open a conversation comes too fast. The first that does alerts
    /// the administrators. Time is when mail reached its server: what waited there while Keepwell was down is
    /// no flood.
    ///
    /// @param released whether a person has let it through
    boolean tooFast(RawMail raw, Account account, ParsedMail mail, boolean released) {
        if (perHour <= 0 || released || raw.existing() != IncomingMail.Existing.NO) {
            return false;
        }
        var sender = mail.from().address().toLowerCase(Locale.ROOT);
        var subject = Subjects.normalise(mail.subject()).toLowerCase(Locale.ROOT);
        var buckets = Map.of(
                digest(sender),
                perHour,
                digest(sender + "\n" + subject),
                Math.max(1, perHour / 3),
                "all",
                perHour * 10);
        if (store.take(account.id(), buckets, raw.serverAt())) {
            return false;
        }
        if (!store.heldSince(account.id(), clock.instant().minus(ALERT_AGAIN))) {
            alert(raw, account, sender);
        }
        return true;
    }

    private void alert(RawMail raw, Account account, String sender) {
        members.stream()
                .flatMap(people -> people.active().stream())
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .forEach(member -> post.send(new TeamMail.Message(
                        "flood:" + raw.id() + ":" + member.id(),
                        new EmailAddress(member.email()),
                        member.name(),
                        Texts.in(member.locale(), "mail.flood.alert.subject", "mailbox", account.address()),
                        Texts.in(
                                member.locale(),
                                "mail.flood.alert.text",
                                "name",
                                member.name(),
                                "sender",
                                sender,
                                "mailbox",
                                account.address(),
                                "link",
                                keepwell.publicUrl() + "/inbox/spam"),
                        member.locale())));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
