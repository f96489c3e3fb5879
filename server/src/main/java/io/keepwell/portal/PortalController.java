package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AppConversations;
import io.keepwell.platform.Rates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// The pages of a customer. The link is what lets them in, there is no cookie and no session; reading changes nothing,
/// whoever or whatever opens the link, and every deed is a form that posts.
@Controller
@ForEveryone
@RequestMapping("/portal")
class PortalController {

    private static final int DEEDS = 20;
    private static final int ASKED_BY_NETWORK = 20;
    private static final int ASKED_FOR_ADDRESS = 2;

    private final PortalLinks links;
    private final PortalReading reading;
    private final PortalActs acts;
    private final PortalRequests requests;
    private final PortalStore store;
    private final PortalCompany company;
    private final AppConversations app;
    private final MeterRegistry metrics;
    private final Rates rates = new Rates(System::nanoTime);

    PortalController(
            PortalLinks links,
            PortalReading reading,
            PortalActs acts,
            PortalRequests requests,
            PortalStore store,
            PortalCompany company,
            AppConversations app,
            MeterRegistry metrics) {
        this.links = links;
        this.reading = reading;
        this.acts = acts;
        this.requests = requests;
        this.store = store;
        this.company = company;
        this.app = app;
        this.metrics = metrics;
    }

    /// The page where one asks for a link.
    ///
    /// @param state `open`, `asked` or `over`
    record Asking(String company, String style, String language, String state) {}

    @GetMapping
    ModelAndView ask(@RequestParam(required = false) @Nullable String asked) {
        return asking(asked == null ? "open" : "asked", HttpStatus.OK);
    }

    /// Answers the same for every address, known or not, and where too many have asked.
    @PostMapping
    String request(@RequestParam(defaultValue = "") String email, HttpServletRequest request) {
        if (store.settings().enabled()
                && rates.take("ask", request.getRemoteAddr(), ASKED_BY_NETWORK, Duration.ofHours(1))) {
            EmailAddress.parse(email.strip())
                    .filter(address -> rates.take("letter", address.value(), ASKED_FOR_ADDRESS, Duration.ofHours(3)))
                    .ifPresent(address -> requests.ask(address, LocaleContextHolder.getLocale()));
        }
        return "redirect:/portal?asked";
    }

    private ModelAndView asking(String state, HttpStatus status) {
        if (!store.settings().enabled()) {
            return new ModelAndView(
                    "portal/ask",
                    Map.of("page", new Asking(company.name(), "", language(), "off")),
                    HttpStatus.NOT_FOUND);
        }
        var page = new Asking(company.name(), "--accent: " + store.settings().colour(), language(), state);
        return new ModelAndView("portal/ask", Map.of("page", page), status);
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    /// A link that is over, or never was one: the way to another.
    @ExceptionHandler
    ModelAndView over(NoSuchPage refused) {
        return asking("over", HttpStatus.NOT_FOUND);
    }

    @GetMapping("/{token}")
    ModelAndView show(@PathVariable String token, @RequestParam(required = false) @Nullable String done) {
        var visit = visit(token);
        metrics.counter("keepwell.portal.opened", "by", visit.purpose().word()).increment();
        return page(visit, done(done), null, "", HttpStatus.OK);
    }

    private ModelAndView page(
            PortalLinks.Visit visit, @Nullable String done, @Nullable String wrong, String typed, HttpStatus status) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("page", reading.page(visit));
        model.put("said", Ids.next().toString());
        model.put("done", done);
        model.put("wrong", wrong);
        model.put("typed", typed);
        return new ModelAndView("portal/page", model, status);
    }

    /// What was just done; of a word that is none of ours nothing.
    private static @Nullable String done(@Nullable String word) {
        return word != null
                        && Set.of("written", "person", "not-needed", "wishes", "seen")
                                .contains(word)
                ? t("portal.done." + word)
                : null;
    }

    /// Whoever the link lets in; the page is theirs and speaks their language.
    private PortalLinks.Visit visit(String token) {
        var visit = links.open(token).orElseThrow(NoSuchPage::new);
        LocaleContextHolder.setLocale(PortalReading.language(visit.customer(), LocaleContextHolder.getLocale()));
        return visit;
    }

    /// The same for a deed: of somebody of the team who looks at the page nothing is taken.
    private PortalLinks.Visit actor(String token) {
        var visit = visit(token);
        if (visit.preview()) {
            throw new OnlyLooking();
        }
        if (!rates.take("deed", visit.customer().id().toString(), DEEDS, Duration.ofMinutes(1))) {
            throw new TooManyDeeds();
        }
        return visit;
    }

    @GetMapping("/{token}/conversations/{id}")
    ModelAndView read(
            @PathVariable String token, @PathVariable UUID id, @RequestParam(required = false) @Nullable String done) {
        var visit = visit(token);
        return thread(visit, id, null, "", done(done), HttpStatus.OK);
    }

    private ModelAndView thread(
            PortalLinks.Visit visit,
            UUID id,
            @Nullable String wrong,
            String typed,
            @Nullable String done,
            HttpStatus status) {
        var found = reading.theirs(visit, id).orElseThrow(NoSuchPage::new);
        var page = new PortalPage.Thread(
                reading.frame(visit),
                reading.talk(found),
                app.lines(found.id()),
                Ids.next().toString(),
                wrong,
                typed,
                done);
        return new ModelAndView("portal/thread", Map.of("page", page), status);
    }

    @PostMapping("/{token}/conversations/{id}")
    ModelAndView say(
            @PathVariable String token,
            @PathVariable UUID id,
            @RequestParam UUID said,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "false") boolean person,
            @RequestParam(defaultValue = "0") long drawn,
            @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        var visit = actor(token);
        var found = reading.theirs(visit, id).orElseThrow(NoSuchPage::new);
        try {
            var saying = new PortalActs.Saying(said, "", text, phone, person, app.keep(chosen(files)));
            var into = acts.say(visit.customer().id(), found.id(), saying, Instant.ofEpochMilli(drawn));
            return to("/portal/" + token + "/conversations/" + into + "?done=" + (person ? "person" : "written"));
        } catch (Refusal refused) {
            return thread(
                    visit,
                    id,
                    refused.sentence(),
                    text,
                    null,
                    HttpStatus.valueOf(refused.kind().status()));
        }
    }

    /// Begins a conversation, or asks for a person.
    @PostMapping("/{token}/conversations")
    ModelAndView begin(
            @PathVariable String token,
            @RequestParam UUID said,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "false") boolean person,
            @RequestParam(defaultValue = "0") long drawn,
            @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        var visit = actor(token);
        try {
            var saying = new PortalActs.Saying(said, subject, text, phone, person, app.keep(chosen(files)));
            var begun = acts.begin(
                    visit.customer().id(), saying, LocaleContextHolder.getLocale(), Instant.ofEpochMilli(drawn));
            var where = begun == null ? "" : "/conversations/" + begun;
            return to("/portal/" + token + where + "?done=" + (person ? "person" : "written"));
        } catch (Refusal refused) {
            return page(
                    visit,
                    null,
                    refused.sentence(),
                    text,
                    HttpStatus.valueOf(refused.kind().status()));
        }
    }

    /// A form without a chosen file sends an empty one.
    private static List<MultipartFile> chosen(@Nullable List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream().filter(file -> !file.isEmpty()).toList();
    }

    @PostMapping("/{token}/conversations/{id}/end")
    ModelAndView notNeeded(
            @PathVariable String token, @PathVariable UUID id, @RequestParam(defaultValue = "0") long drawn) {
        var visit = actor(token);
        var found = reading.theirs(visit, id).orElseThrow(NoSuchPage::new);
        acts.notNeeded(visit.customer().id(), found.id(), Instant.ofEpochMilli(drawn));
        return to("/portal/" + token + "?done=not-needed");
    }

    @PostMapping("/{token}/wishes")
    ModelAndView choose(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable Set<String> topic,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "0") long drawn) {
        var visit = actor(token);
        var spoken = Texts.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst()
                .orElse(null);
        acts.choose(visit.customer().id(), topic == null ? Set.of() : topic, spoken, Instant.ofEpochMilli(drawn));
        return to("/portal/" + token + "?done=wishes");
    }

    /// A person is here: the script says so at the first touch or key, and nothing else is said by it.
    @PostMapping("/{token}/visit")
    ResponseEntity<Void> visited(@PathVariable String token, @RequestParam(defaultValue = "0") long drawn) {
        acts.visited(actor(token).customer().id(), Instant.ofEpochMilli(drawn));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{token}/seen")
    ModelAndView seen(@PathVariable String token, @RequestParam(defaultValue = "0") long drawn) {
        acts.seen(actor(token).customer().id(), Instant.ofEpochMilli(drawn));
        return to("/portal/" + token + "?done=seen");
    }

    @GetMapping("/{token}/files/{id}")
    ResponseEntity<Resource> file(@PathVariable String token, @PathVariable UUID id) {
        var visit = visit(token);
        var stored = app.file(id)
                .filter(file -> reading.theirs(visit, file.conversation()).isPresent())
                .orElseThrow(NoSuchPage::new);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(stored.file().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(stored.file().size())
                .body(new FileSystemResource(stored.path()));
    }

    private static ModelAndView to(String path) {
        return new ModelAndView("redirect:" + path);
    }
}
