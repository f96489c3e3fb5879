package io.keepwell.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Opens whatever a letter leads to, as scanners of mail and previews of messengers do: every address in it, and every
/// address on the pages behind them and behind those, of forms too, asking for the head alone and for the whole, again
/// and again.
public final class Robot {

    private static final Pattern IN_TEXT = Pattern.compile("https?://[^/\\s<>\"]+(/[^\\s<>\")]+)");
    private static final Pattern ON_PAGE = Pattern.compile("(?:href|action|formaction)=\"(/[^\"#]+)");
    private static final Pattern ASSET = Pattern.compile("/(?:css|js|img|webjars|fonts)/.*");
    private static final int TIMES = 2;
    private static final int DEEP = 3;

    private Robot() {}

    /// Opens them.
    ///
    /// @param texts texts of letters
    /// @return paths of all that was opened
    public static Set<String> opens(int port, List<String> texts) {
        var letters = new TreeSet<String>();
        texts.forEach(text -> IN_TEXT.matcher(text).results().forEach(found -> letters.add(plain(found.group(1)))));
        var opened = new TreeSet<String>();
        Set<String> next = letters;
        for (int deep = 0; deep < DEEP && !next.isEmpty(); deep++) {
            opened.addAll(next);
            var found = new TreeSet<String>();
            next.forEach(path -> found.addAll(open(port, path)));
            found.removeAll(opened);
            next = found;
        }
        return opened;
    }

    private static List<String> open(int port, String path) {
        var found = new LinkedHashSet<String>();
        for (int i = 0; i < TIMES; i++) {
            for (var method : new String[] {"HEAD", "GET"}) {
                // nobody's cookies
                var visitor = new Visitor(port);
                var answer = visitor.send(visitor.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
                assertThat(answer.statusCode()).as(method + " " + path).isLessThan(500);
                ON_PAGE.matcher(answer.body()).results().forEach(link -> found.add(plain(link.group(1))));
                found.removeIf(link -> ASSET.matcher(link).matches());
            }
        }
        return new ArrayList<>(found);
    }

    private static String plain(String path) {
        return path.replace("&amp;", "&").replaceAll("[.,;]+$", "");
    }
}
