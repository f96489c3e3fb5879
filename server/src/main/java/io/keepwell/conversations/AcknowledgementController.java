package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailbox;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page where an administrator says what new conversations are told, sees it as customers will, and switches it on.
@Controller
@ForAdministrators
@RequestMapping("/settings/acknowledgement")
class AcknowledgementController {

    private static final String PAGE = "conversations/acknowledgement";

    private final AcknowledgementSettings settings;

    AcknowledgementController(AcknowledgementSettings settings) {
        this.settings = settings;
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable UUID mailbox,
            @RequestParam(required = false) @Nullable String language,
            Model model) {
        var mailboxes = settings.mailboxes();
        if (mailbox == null && mailboxes.isEmpty()) {
            return "conversations/acknowledgement-none";
        }
        var shown = mailbox == null ? mailboxes.getFirst() : settings.mailbox(mailbox);
        var locale = language(language);
        var desk = settings.desk(shown);
        var words = settings.words(desk, locale);
        model.addAttribute(
                "page",
                page(
                        shown,
                        locale,
                        desk,
                        AcknowledgementForm.of(desk, words, locale),
                        settings.previews(desk, words, locale),
                        false,
                        null));
        return PAGE;
    }

    @PostMapping(path = "/{mailbox}", params = "then=preview")
    ModelAndView preview(
            @PathVariable UUID mailbox,
            @RequestParam String language,
            @RequestParam MultiValueMap<String, String> fields) {
        var shown = settings.mailbox(mailbox);
        var locale = language(language);
        var desk = settings.desk(shown);
        var form = AcknowledgementForm.of(fields);
        try {
            var changed = form.change(desk, locale).to(desk);
            var words = settings.tried(changed, locale, form.words(desk, locale));
            var previews = settings.previews(changed, words, locale);
            return new ModelAndView(PAGE, Map.of("page", page(shown, locale, desk, form, previews, true, null)));
        } catch (InvalidRequest wrong) {
            return again(shown, locale, desk, form, wrong);
        }
    }

    @PostMapping(path = "/{mailbox}", params = "then=keep")
    ModelAndView keep(
            @PathVariable UUID mailbox,
            @RequestParam String language,
            @RequestParam MultiValueMap<String, String> fields,
            RedirectAttributes redirect) {
        var shown = settings.mailbox(mailbox);
        var locale = language(language);
        var desk = settings.desk(shown);
        var form = AcknowledgementForm.of(fields);
        try {
            settings.change(shown, form.change(desk, locale), Map.of(locale, Map.copyOf(form.words(desk, locale))));
        } catch (InvalidRequest wrong) {
            return again(shown, locale, desk, form, wrong);
        }
        redirect.addFlashAttribute("done", t("conversations.desk.kept"));
        return new ModelAndView("redirect:" + AcknowledgementPage.href(shown, locale));
    }

    /// Goes back to the words Keepwell brings, for one part.
    @PostMapping("/{mailbox}/reset")
    String reset(
            @PathVariable UUID mailbox,
            @RequestParam String language,
            @RequestParam String part,
            RedirectAttributes redirect) {
        var shown = settings.mailbox(mailbox);
        var locale = language(language);
        var known = AcknowledgementPart.named(part)
                .orElseThrow(() -> InvalidRequest.field("part", t("conversations.api.part", "part", part)));
        settings.change(
                shown, new DeskChange(null, null, null, null, null, null, null), Map.of(locale, Map.of(known, "")));
        redirect.addFlashAttribute("done", t("conversations.desk.reset.done"));
        return "redirect:" + AcknowledgementPage.href(shown, locale);
    }

    @PostMapping("/{mailbox}/switch")
    String turn(
            @PathVariable UUID mailbox,
            @RequestParam String language,
            @RequestParam boolean on,
            @RequestParam(defaultValue = "false") boolean seen,
            RedirectAttributes redirect) {
        var shown = settings.mailbox(mailbox);
        if (on && !seen) {
            throw InvalidRequest.field("seen", t("conversations.desk.switch.unseen"));
        }
        if (on) {
            settings.switchOn(shown);
        } else {
            settings.switchOff(shown);
        }
        redirect.addFlashAttribute(
                "done", t(on ? "conversations.desk.switched-on" : "conversations.desk.switched-off"));
        return "redirect:" + AcknowledgementPage.href(shown, language(language));
    }

    private ModelAndView again(
            Mailbox mailbox, Locale locale, MailboxDesk desk, AcknowledgementForm form, InvalidRequest wrong) {
        var previews = settings.previews(desk, settings.words(desk, locale), locale);
        return new ModelAndView(
                PAGE,
                Map.of("page", page(mailbox, locale, desk, form, previews, false, wrong)),
                HttpStatus.BAD_REQUEST);
    }

    private AcknowledgementPage page(
            Mailbox mailbox,
            Locale locale,
            MailboxDesk desk,
            AcknowledgementForm form,
            AcknowledgementSettings.Previews previews,
            boolean tried,
            @Nullable InvalidRequest wrong) {
        return new AcknowledgementPage(
                settings.mailboxes(),
                mailbox,
                locale,
                Texts.LANGUAGES,
                desk.previewSeenAt(),
                form,
                settings.edited(mailbox.id(), locale).keySet().stream()
                        .map(AcknowledgementPart::word)
                        .toList(),
                previews,
                tried,
                wrong == null ? null : wrong.sentence(),
                wrong == null || wrong.errors().isEmpty()
                        ? null
                        : wrong.errors().getFirst().field());
    }

    // The language of the page unless another is asked for.
    private static Locale language(@Nullable String asked) {
        var wanted = asked == null ? LocaleContextHolder.getLocale() : Locale.forLanguageTag(asked);
        return Texts.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
