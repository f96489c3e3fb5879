package io.keepwell.messenger;

import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;

/// The one script a company puts into its pages. Its address never changes, so it is kept for minutes only; what people
/// read in it comes from the message files like every other text.
@RestController
class MessengerScript {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final String script;
    private final String tag;

    MessengerScript(Words words, JsonMapper json) throws IOException {
        var texts = new LinkedHashMap<String, Map<String, String>>();
        Texts.LANGUAGES.forEach(language -> texts.put(language.getLanguage(), words.in(language)));
        var style = read("messenger.css")
                .replaceAll("/\\*[^*]*\\*/", "")
                .replaceAll("\\s*\\R\\s*", " ")
                .strip();
        this.script = read("messenger.js")
                .replace("'/*texts*/'", json.writeValueAsString(texts))
                .replace("'/*style*/'", json.writeValueAsString(style));
        // weak: what bears a strong one is never compressed by the server
        this.tag = "W/\"" + Secrets.base64(Secrets.hash(script)).substring(0, 22) + "\"";
    }

    private static String read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MessengerScript.class.getResourceAsStream("/messenger/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ForEveryone
    @GetMapping("/messenger.js")
    ResponseEntity<String> script(WebRequest request) {
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(304).build();
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .header("X-Content-Type-Options", "nosniff")
                .contentType(new MediaType("text", "javascript", StandardCharsets.UTF_8))
                .body(script);
    }

    /// The texts of the script; what it fills in itself stands in braces, and what it counts has one text for one and
    /// one for many.
    @Component
    static class Words {

        Map<String, String> in(Locale language) {
            var texts = new LinkedHashMap<String, String>();
            for (var name : NAMES) {
                texts.put(name, Texts.in(language, "messenger.widget." + name, ARGUMENTS));
            }
            for (var name : COUNTED) {
                texts.put(name + "1", Texts.in(language, "messenger.widget." + name, "count", 1));
                texts.put(
                        name + "2",
                        Texts.in(language, "messenger.widget." + name, "count", 2)
                                .replace("2", "{count}"));
            }
            return texts;
        }

        private static final Object[] ARGUMENTS = {
            "name", "{name}", "time", "{time}", "company", "{company}", "size", "{size}"
        };
        private static final List<String> NAMES = List.of(
                "open",
                "close",
                "back",
                "title",
                "greeting",
                "new",
                "conversations",
                "write",
                "message",
                "send",
                "attach",
                "remove",
                "email",
                "email.hint",
                "email.wrong",
                "name",
                "you",
                "promise",
                "solved",
                "closed",
                "offline",
                "sending",
                "waiting",
                "failed",
                "retry",
                "too-large",
                "too-many",
                "empty",
                "gone",
                "yesterday",
                "download",
                "sent",
                "page",
                "news",
                "news.known",
                "news.fixed",
                "news.workaround",
                "news.changed",
                "news.again",
                "status",
                "status.follow",
                "news.dismiss");
        private static final List<String> COUNTED = List.of("unread", "files");
    }
}
