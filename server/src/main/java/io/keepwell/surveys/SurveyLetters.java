package io.keepwell.surveys;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.customers.Customer;
import io.keepwell.mail.ListMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes the letters of surveys.
@Component
class SurveyLetters {

    /// Where surveys are stopped; the token of the letter follows.
    static final String STOP = "/unsubscribe/surveys/";

    private final SurveyWords words;
    private final SurveyTokens tokens;
    private final CustomerNotices names;
    private final ListMail mail;
    private final TemplateEngine engine;
    private final KeepwellSettings settings;

    SurveyLetters(
            SurveyWords words,
            SurveyTokens tokens,
            CustomerNotices names,
            ListMail mail,
            TemplateEngine engine,
            KeepwellSettings settings) {
        this.words = words;
        this.tokens = tokens;
        this.names = names;
        this.mail = mail;
        this.engine = engine;
        this.settings = settings;
    }

    /// A letter that lies in the outbox.
    ///
    /// @param hash     of the token in its links, which is kept nowhere else
    /// @param language the one it is written in
    record Written(UUID letter, byte[] hash, String language) {}

    /// Puts the letter of an invitation into the outbox, within the current transaction.
    ///
    /// @param customer who is asked; with an address
    /// @return empty where there is no mailbox to send it from
    Optional<Written> write(UUID invitation, Survey survey, Customer customer, EmailAddress to) {
        var token = tokens.next();
        var spoken = words.of(survey, customer.locale());
        var stop = settings.publicUrl() + STOP + token;
        var letter = new SurveyLetter(spoken, names.firstName(customer.name()).orElse(null), tokens.url(token), stop);
        return mail.send(new ListMail.Message(
                        "survey:" + invitation,
                        survey.mailbox(),
                        invitation,
                        to,
                        null,
                        spoken.subject(),
                        letter.text(),
                        html(letter),
                        URI.create(stop),
                        spoken.locale()))
                .map(id -> new Written(id, tokens.hash(token), spoken.locale().toLanguageTag()));
    }

    private String html(SurveyLetter letter) {
        var output = new StringOutput();
        engine.render("surveys/letter.jte", letter, output);
        return output.toString();
    }
}
