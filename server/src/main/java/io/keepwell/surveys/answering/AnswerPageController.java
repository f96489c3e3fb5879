package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.Rates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForEveryone;
import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.SurveyLinks;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.Taken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page where somebody answers, behind the link in their letter or one that anybody may open. Opening it changes
/// nothing that counts, whoever or whatever opens it; only the form does, and it carries a nonce of the page (3.3.3).
@Controller
@ForEveryone
class AnswerPageController {

    private static final int OPENED_BY_LINK = 120;
    private static final int UNKNOWN_BY_NETWORK = 120;
    private static final int SENT_BY_LINK = 30;
    private static final int SENT_BY_NETWORK = 300;

    private final AnswerPages pages;
    private final Answering answering;
    private final SurveyLinks links;
    private final Intents intents;
    private final PersonAsked person;
    private final PageNonces nonces;
    private final Customers customers;
    private final Clock clock;
    private final Rates rates = new Rates(System::nanoTime);

    AnswerPageController(
            AnswerPages pages,
            Answering answering,
            SurveyLinks links,
            Intents intents,
            PersonAsked person,
            PageNonces nonces,
            Customers customers,
            Clock clock) {
        this.pages = pages;
        this.answering = answering;
        this.links = links;
        this.intents = intents;
        this.person = person;
        this.nonces = nonces;
        this.customers = customers;
        this.clock = clock;
    }

    @GetMapping("/s/{token}")
    ModelAndView open(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String score,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(required = false) @Nullable String asked,
            HttpServletRequest request) {
        var found = visit(token, lang);
        if (found.isEmpty()) {
            return unknown(request);
        }
        var visit = found.get();
        var closed = pages.closed(visit);
        if (closed.isPresent()) {
            return closed.get().equals("used")
                    ? message(pages.thanks(visit, false), HttpStatus.OK)
                    : message(pages.message(closed.get(), visit), HttpStatus.GONE);
        }
        var clicked = visit.survey()
                .scored()
                .map(question -> SurveyForm.score(question, score))
                .orElse(null);
        boolean looks = request.getMethod().equals("GET");
        // who clicked which score would tell whose answer it is where that must not be known
        if (looks && clicked != null && visit.survey().privacy() == SurveyPrivacy.IDENTIFIED) {
            if (rates.take("open", token, OPENED_BY_LINK, Duration.ofMinutes(10))) {
                var agent = request.getHeader("User-Agent");
                intents.opened(visit.invited(), clicked, agent == null ? "" : agent);
            }
        }
        if (clicked == null && change == null && pages.standing(visit).isPresent()) {
            return message(pages.thanks(visit, asked != null), HttpStatus.OK);
        }
        return form(pages.form(visit, clicked, null), HttpStatus.OK);
    }

    @PostMapping("/s/{token}")
    ModelAndView send(
            @PathVariable String token,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        var found = visit(token, lang);
        if (found.isEmpty()) {
            return unknown(request);
        }
        var visit = found.get();
        if (!rates.take("send", token, SENT_BY_LINK, Duration.ofMinutes(10)) || !network(request)) {
            return message(pages.message("many", visit), HttpStatus.TOO_MANY_REQUESTS);
        }
        var given = given(visit, form);
        var wrong = wrong(visit, form, given);
        if (wrong.isPresent()) {
            return again(visit, given, form, wrong.get());
        }
        return switch (answering.answer(visit.invited().id(), given)) {
            case Taken.Counted _, Taken.NotCounted _, Taken.Used _ -> thanks(visit);
            case Taken.TooLate _ -> message(pages.message("over", visit), HttpStatus.GONE);
        };
    }

    private static ModelAndView thanks(AnswerPages.Visit visit) {
        return new ModelAndView(
                "redirect:" + visit.path() + "?lang=" + visit.spoken().locale().toLanguageTag());
    }

    /// Somebody else reads the letter: the answer would be that of whom it was sent to (3.3.10).
    @GetMapping("/s/{token}/not-me")
    ModelAndView notMe(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return visit(token, lang)
                .map(visit -> message(pages.message("not-me", visit), HttpStatus.OK))
                .orElseGet(() -> unknown(request));
    }

    /// They ask for a person.
    @PostMapping("/s/{token}/person")
    ModelAndView person(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String nonce,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        var found = visit(token, lang);
        if (found.isEmpty()) {
            return unknown(request);
        }
        var visit = found.get();
        if (!rates.take("person", token, 5, Duration.ofHours(1)) || !network(request)) {
            return message(pages.message("many", visit), HttpStatus.TOO_MANY_REQUESTS);
        }
        boolean answered = !visit.anonymous() && pages.standing(visit).isPresent();
        if (answered && nonces.good(visit.path(), nonce)) {
            person.ask(visit.invited(), nonce, text, LocaleContextHolder.getLocale());
            return new ModelAndView("redirect:" + visit.path() + "?asked&lang="
                    + visit.spoken().locale().toLanguageTag());
        }
        return thanks(visit);
    }

    @GetMapping("/survey/{key}")
    ModelAndView openLink(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request) {
        var found = visitor(key, lang);
        if (found.isEmpty()) {
            return unknown(request);
        }
        return done == null
                ? form(pages.form(found.get(), null, null), HttpStatus.OK)
                : message(pages.thanks(found.get(), false), HttpStatus.OK);
    }

    @PostMapping("/survey/{key}")
    ModelAndView sendLink(
            @PathVariable String key,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        var found = visitor(key, lang);
        if (found.isEmpty()) {
            return unknown(request);
        }
        var visit = found.get();
        if (!network(request)) {
            return message(pages.message("many", visit), HttpStatus.TOO_MANY_REQUESTS);
        }
        var given = given(visit, form);
        var wrong = wrong(visit, form, given);
        if (wrong.isPresent()) {
            return again(visit, given, form, wrong.get());
        }
        answering.visitor(visit.survey().id(), nonce(form), customer(visit, form), given);
        return new ModelAndView("redirect:" + visit.path() + "?done&lang="
                + visit.spoken().locale().toLanguageTag());
    }

    /// Who says that they answer, by the address they typed; nobody in an anonymous survey, and where none was typed.
    private @Nullable UUID customer(AnswerPages.Visit visit, Map<String, String> form) {
        var name = form.getOrDefault("name", "").strip();
        return visit.anonymous()
                ? null
                : EmailAddress.parse(form.getOrDefault("email", "").strip())
                        .map(address -> customers.meet(
                                address,
                                name.isEmpty() ? null : name.substring(0, Math.min(100, name.length())),
                                visit.spoken().locale(),
                                clock.instant()))
                        .map(Customer::id)
                        .orElse(null);
    }

    private Optional<AnswerPages.Visit> visit(String token, @Nullable String lang) {
        return answering.invited(token).map(it -> pages.visit("/s/" + token, it.survey(), it, lang));
    }

    private Optional<AnswerPages.Visit> visitor(String key, @Nullable String lang) {
        return links.survey(key).map(it -> pages.visit("/survey/" + key, it, null, lang));
    }

    private static Given given(AnswerPages.Visit visit, Map<String, String> form) {
        return SurveyForm.given(
                visit.survey(),
                visit.canonical().questions(),
                form,
                visit.spoken().locale().toLanguageTag());
    }

    private Optional<String> wrong(AnswerPages.Visit visit, Map<String, String> form, Given given) {
        if (!nonces.good(visit.path(), nonce(form))) {
            return Optional.of(t("surveys.page.wrong.old"));
        }
        var email = form.getOrDefault("email", "").strip();
        if (!email.isEmpty() && EmailAddress.parse(email).isEmpty()) {
            return Optional.of(t("surveys.page.wrong.email"));
        }
        return SurveyForm.empty(given) ? Optional.of(t("surveys.page.wrong.empty")) : Optional.empty();
    }

    private static String nonce(Map<String, String> form) {
        return form.getOrDefault("nonce", "");
    }

    /// The form again, with everything that was typed.
    private ModelAndView again(AnswerPages.Visit visit, Given given, Map<String, String> form, String wrong) {
        var typed = new AnswerPages.Typed(
                given.values(), form.getOrDefault("email", form.getOrDefault("contact", "")), wrong);
        return form(pages.form(visit, null, typed), HttpStatus.BAD_REQUEST);
    }

    private boolean network(HttpServletRequest request) {
        return rates.take("network", request.getRemoteAddr(), SENT_BY_NETWORK, Duration.ofMinutes(10));
    }

    /// A link that is none of ours; whoever tries many of them waits.
    private ModelAndView unknown(HttpServletRequest request) {
        return rates.take("unknown", request.getRemoteAddr(), UNKNOWN_BY_NETWORK, Duration.ofMinutes(1))
                ? message(pages.message("forged", null), HttpStatus.NOT_FOUND)
                : message(pages.message("many", null), HttpStatus.TOO_MANY_REQUESTS);
    }

    private static ModelAndView form(SurveyPage page, HttpStatus status) {
        return new ModelAndView("surveys/answering/form", Map.of("page", page), status);
    }

    private static ModelAndView message(SurveyPage.Message message, HttpStatus status) {
        return new ModelAndView("surveys/answering/message", Map.of("message", message), status);
    }
}
