package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.SafeHtml;
import io.keepwell.shared.ForTeam;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Letters as their authors designed them, in a frame of their own: sanitised when they arrived, and even so nothing in
/// them runs, nothing is fetched from elsewhere, and nothing is sent.
@RestController
class MessageBodyController {

    // same-origin only so that our page may ask how tall the letter is; without scripts it grants the letter nothing
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "img-src 'self' data:",
            "style-src 'unsafe-inline'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox");

    private static final String PAPER = "body{margin:16px;color:#1c2321;background:#fff;"
            + "font:15px/1.6 Inter,system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}"
            + ".mail-image-missing,.mail-image-blocked{display:inline-block;min-width:24px;min-height:24px;padding:2px 6px;"
            + "border:1px dashed #8a948f;border-radius:4px;color:#5a645f;font-size:12px}";

    private final MessageStore messages;
    private final AttachmentStore attachments;

    MessageBodyController(MessageStore messages, AttachmentStore attachments) {
        this.messages = messages;
        this.attachments = attachments;
    }

    /// @param pictures whether the pictures of other hosts are shown, through us
    @ForTeam
    @GetMapping("/messages/{id}/body")
    ResponseEntity<String> body(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean pictures) {
        var message = messages.find(id).orElseThrow(MessageNotFound::new);
        var html = message.html();
        if (html == null) {
            throw new MessageNotFound();
        }
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page(html, attachments.byContentId(id), pictures ? "/messages/" + id + "/pictures/" : ""));
    }

    /// The letter with its own images in place of their `cid:` names.
    ///
    /// @param elsewhere where we serve the pictures of other hosts, empty where they are left out
    private static String page(String html, Map<String, UUID> images, String elsewhere) {
        var letter = Jsoup.parse(html);
        for (var image : letter.select("img[src^=cid:]")) {
            place(image, images.get(SafeHtml.contentId(image.attr("src"))));
        }
        int position = 0;
        for (var image : letter.select("img[" + SafeHtml.REMOTE + "]")) {
            image.removeAttr(SafeHtml.REMOTE);
            if (!elsewhere.isEmpty()) {
                image.removeClass("mail-image-blocked").attr("src", elsewhere + position++);
            }
        }
        for (var link : letter.select("a[href]")) {
            link.attr("target", "_blank").attr("rel", "noopener noreferrer nofollow");
        }
        // before what the letter brings, so that it only fills the gaps
        letter.head().prependElement("style").text(PAPER);
        letter.head().prependElement("meta").attr("charset", "utf-8");
        letter.outputSettings().prettyPrint(false);
        return letter.outerHtml();
    }

    private static void place(Element image, @Nullable UUID file) {
        if (file == null) {
            var name = image.attr("alt").isBlank()
                    ? t("conversations.picture.missing")
                    : t("conversations.picture.missing.named", "name", image.attr("alt"));
            image.replaceWith(new Element("span").addClass("mail-image-missing").text(name));
        } else {
            image.attr("src", "/attachments/" + file + "/inline");
        }
    }
}
