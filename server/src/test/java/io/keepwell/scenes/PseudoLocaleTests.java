package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Walks all pages in pseudo-English, where every text of the message files is accented, and reports the words that are
/// not: those were written into a page or into Java. What people wrote is Greek here, so that it cannot be meant; what
/// else is nobody's text (a language's own name, an address) stands in an element marked `data-content`.
@WholeApplication
@TestPropertySource(properties = "keepwell.locale=en-XA")
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PseudoLocaleTests {

    /// Visible text and spoken attributes with a plain word in them, once what comes from the files is taken out.
    private static final String PLAIN_WORDS = """
            () => {
              const exempt = '[data-content], script, style, template, code, kbd, pre, time, svg, iframe';
              const plain = text => text
                  .replace(/⟦[^⟧]*⟧/g, ' ')
                  .replace(/\\S+@\\S+|https?:\\S+|KEEPWELL_\\w+|\\bKeepwell\\b/g, ' ')
                  .match(/[A-Za-z]{2,}/) !== null;
              const found = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const element = node.parentElement;
                if (!element.closest(exempt) && element.checkVisibility() && plain(node.data)) {
                  found.push(node.data.trim());
                }
              }
              for (const name of ['title', 'placeholder', 'aria-label', 'alt', 'data-confirm']) {
                for (const element of document.querySelectorAll('[' + name + ']')) {
                  if (!element.closest(exempt.replace(', iframe', '')) && plain(element.getAttribute(name))) {
                    found.push(name + ': ' + element.getAttribute(name));
                  }
                }
              }
              if (plain(document.title)) {
                found.push('title of the page: ' + document.title);
              }
              return found;
            }
            """;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @BeforeAll
    void peopleWhoWriteGreek() {
        jdbc.sql("update team_member set name = 'Μάρα Παππά'").update();
        var api = new Api(base(), FreshInstallation.ADMIN_TOKEN);
        api.post("/api/v1/mailboxes", """
                {'address':'greek@pages.test','name':'Υποστήριξη','acknowledge':false,'existing':'ignore'}
                """);
        api.post("/api/v1/conversations", """
                {'customer':{'email':'klio@pages.test','name':'Κλειώ Δουμά'},'subject':'Ερώτηση',
                 'text':'Καλημέρα, πόσες σελίδες υπάρχουν;','channel':'api'}
                """);
    }

    @Test
    void noPageSaysAnythingThatIsNotInTheMessageFiles() {
        try (var window = Browser.window(1440, 900, ColorScheme.LIGHT, "en-XA")) {
            var page = window.newPage();
            var forgotten = new TreeSet<String>();
            look(page, List.of("/sign-in"), forgotten);
            page = Browser.signInAsAdministrator(window, port);
            var inside = page;
            assertThat(Crawler.each(page, base(), (path, answer) -> read(inside, path, forgotten)))
                    .isGreaterThan(8);
            look(page, List.of("/conversations/999999"), forgotten);

            assertThat(forgotten).as("words that are not in the message files").isEmpty();
        }
    }

    private void look(Page page, Collection<String> paths, Collection<String> forgotten) {
        for (var path : paths) {
            page.navigate(base() + path);
            read(page, path, forgotten);
        }
    }

    private static void read(Page page, String path, Collection<String> forgotten) {
        for (var text : (List<?>) page.evaluate(PLAIN_WORDS)) {
            forgotten.add(path + "  " + text);
        }
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
