package io.keepwell.status;

import static io.keepwell.shared.Texts.in;

import io.keepwell.mail.ListMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The letters to subscribers: the whole text, how the parts are, and where it stands (3.10.6).
@Component
class StatusLetters {

    private final ListMail mail;
    private final StatusSettingsStore store;
    private final StatusTokens tokens;
    private final KeepwellSettings settings;

    StatusLetters(ListMail mail, StatusSettingsStore store, StatusTokens tokens, KeepwellSettings settings) {
        this.mail = mail;
        this.store = store;
        this.tokens = tokens;
        this.settings = settings;
    }

    /// The letter with the button.
    ///
    /// @param wish what it confirms
    void confirm(UUID wish, EmailAddress email, String link, Locale locale) {
        var page = store.settings();
        mail.send(new ListMail.Message(
                "status-confirm:" + wish,
                page.mailbox(),
                wish,
                email,
                company(page),
                in(locale, "status.letter.confirm.subject", "company", page.company()),
                in(locale, "status.letter.confirm", "company", page.company(), "link", link),
                null,
                locale));
    }

    /// The letter that tells one subscriber of a post, within the current transaction.
    ///
    /// @return its id; empty where there is no mailbox to send it from
    Optional<UUID> tell(Incident incident, Post post, Subscriber subscriber) {
        var page = store.settings();
        var locale = subscriber.locale();
        var token = tokens.of(subscriber.id());
        return mail.send(new ListMail.Message(
                "status:" + post.id() + ":" + subscriber.id(),
                page.mailbox(),
                incident.id(),
                subscriber.email(),
                company(page),
                subject(page, incident, post, locale),
                text(page, incident, post, locale, token),
                URI.create(settings.publicUrl() + "/status/stop/" + token),
                locale));
    }

    private static String subject(StatusSettings page, Incident incident, Post post, Locale locale) {
        return in(
                locale,
                "status.letter.subject",
                "what",
                heading(post, locale),
                "title",
                incident.title(),
                "company",
                page.company());
    }

    private static String heading(Post post, Locale locale) {
        return post.kind() == PostKind.UPDATE || post.kind() == PostKind.PUBLISHED
                ? in(locale, "status.state." + post.state().word())
                : in(locale, "status.kind." + post.kind().word());
    }

    private String text(StatusSettings page, Incident incident, Post post, Locale locale, String token) {
        var said = new StringBuilder(incident.title())
                .append('\n')
                .append(heading(post, locale))
                .append("\n\n")
                .append(post.words(locale));
        if (post.startsAt() != null && post.endsAt() != null) {
            said.append("\n\n")
                    .append(in(
                            locale,
                            "status.letter.times",
                            "from",
                            Times.exact(post.startsAt(), locale, settings.zone()),
                            "to",
                            Times.exact(post.endsAt(), locale, settings.zone())));
        }
        if (!post.components().isEmpty()) {
            said.append("\n\n").append(in(locale, "status.letter.components")).append('\n');
            post.components()
                    .forEach(it -> said.append("- ")
                            .append(it.name())
                            .append(": ")
                            .append(in(locale, "status.component." + it.state().word()))
                            .append('\n'));
        }
        var at = settings.publicUrl() + "/status";
        return said.append("\n\n")
                .append(in(
                        locale,
                        "status.letter.end",
                        "incident",
                        at + "/incidents/" + incident.number(),
                        "company",
                        page.company(),
                        "manage",
                        at + "/subscription/" + token,
                        "stop",
                        at + "/stop/" + token))
                .toString();
    }

    private static @Nullable String company(StatusSettings page) {
        return page.company().isBlank() ? null : page.company();
    }
}
