package io.keepwell.conversations;

import io.keepwell.mail.Letter;
import io.keepwell.shared.Texts;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The line under letters that nobody typed, which leads customers to their own page. It stands in the letter alone:
/// what the thread keeps, and what later letters quote, does not let anybody in.
@Component
class PageLine {

    // lazily: the pages stand on us
    private final ObjectProvider<PersonalPages> pages;

    PageLine(ObjectProvider<PersonalPages> pages) {
        this.pages = pages;
    }

    /// The letter with the line, where its customer has a page and the letter goes to themselves.
    Letter under(Letter letter, UUID customer) {
        return pages.stream()
                .flatMap(page -> page.forLetter(customer, letter.to()).stream())
                .findFirst()
                .map(link -> letter.saying(letter.text() + line(link, letter.locale())))
                .orElse(letter);
    }

    /// What stands under a letter, for previews; empty where nothing does.
    String sample(Locale locale) {
        return pages.stream()
                .flatMap(page -> page.sample().stream())
                .findFirst()
                .map(link -> line(link, locale))
                .orElse("");
    }

    private static String line(String link, Locale locale) {
        return "\n\n" + Texts.in(locale, "conversations.letter.page") + "\n" + link;
    }
}
