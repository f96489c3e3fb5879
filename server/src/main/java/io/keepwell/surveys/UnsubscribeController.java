package io.keepwell.surveys;

import io.keepwell.conversations.Voices;
import io.keepwell.customers.Consents;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Getting no more surveys, apart from everything else we write (3.2.9). Opening the link changes nothing, for programs
/// open every link; only a POST does: the button, or the one click of a mail program (3.3.9, RFC 8058).
@ForEveryone
@Controller
class UnsubscribeController {

    private final InvitationStore invitations;
    private final SurveyTokens tokens;
    private final Surveys surveys;
    private final Consents consents;
    private final Customers customers;
    private final Voices voices;

    UnsubscribeController(
            InvitationStore invitations,
            SurveyTokens tokens,
            Surveys surveys,
            Consents consents,
            Customers customers,
            Voices voices) {
        this.invitations = invitations;
        this.tokens = tokens;
        this.surveys = surveys;
        this.consents = consents;
        this.customers = customers;
        this.voices = voices;
    }

    @GetMapping(SurveyLetters.STOP + "{token}")
    String page(@PathVariable String token, Model model, HttpServletResponse response) {
        var invited = invited(token);
        if (invited.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        var language =
                invited.map(it -> Locale.forLanguageTag(it.language())).orElseGet(LocaleContextHolder::getLocale);
        LocaleContextHolder.setLocale(Texts.supported(language));
        var mailbox = invited.flatMap(it -> surveys.find(it.survey())).map(Survey::mailbox);
        model.addAttribute(
                "page",
                new UnsubscribePage(
                        voices.of(mailbox.orElse(null), language)
                                .map(Voices.Voice::company)
                                .orElse(""),
                        Texts.supported(language).getLanguage(),
                        invited.map(it -> state(it.customer())).orElse("unknown")));
        return "surveys/unsubscribe";
    }

    private Optional<Invitation> invited(String token) {
        return token.length() > 100 ? Optional.empty() : invitations.ofToken(tokens.hash(token));
    }

    private String state(UUID customer) {
        return consents.allows(person(customer), Consents.Topic.SURVEYS) ? "asked" : "stopped";
    }

    private UUID person(UUID customer) {
        return customers.find(customer).map(Customer::id).orElse(customer);
    }

    /// The button of the page.
    @PostMapping(value = SurveyLetters.STOP + "{token}", params = "wish")
    String choose(@PathVariable String token, String wish) {
        choose(token, wish.equals("again"));
        return "redirect:" + SurveyLetters.STOP + token;
    }

    /// The one click of a mail program, which follows no redirection (RFC 8058, 3.1).
    @PostMapping(SurveyLetters.STOP + "{token}")
    ResponseEntity<Void> stop(@PathVariable String token) {
        choose(token, false);
        return ResponseEntity.ok().build();
    }

    private void choose(String token, boolean allowed) {
        var invited = invited(token).orElseThrow(() -> new SurveyNotFound(""));
        consents.choose(person(invited.customer()), Consents.Topic.SURVEYS, allowed, Consents.By.CUSTOMER);
    }
}
