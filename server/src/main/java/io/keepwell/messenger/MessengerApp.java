package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AppConversations;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Mailbox;
import io.keepwell.platform.Rates;
import io.keepwell.portal.LinkPurpose;
import io.keepwell.portal.PortalLinks;
import io.keepwell.problems.CustomerProblem;
import io.keepwell.problems.PublicStatus;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What the script in the company's pages asks. Whoever asks shows their token in every request; there is no cookie.
@RestController
@ForEveryone
@RequestMapping("/messenger/v1")
class MessengerApp {

    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_TITLE = 300;
    private static final int MOST_FACTS = 30;
    private static final int LONGEST_FACT = 500;
    private static final int LONGEST_NAME = 120;

    /// Who begins.
    ///
    /// @param key    public key of the page
    /// @param userId the company's id, with `hash`
    /// @param jwt    instead of both
    /// @param guest  token of this browser, where it has one
    record Beginning(
            @Nullable String key,
            @Nullable String userId,
            @Nullable String hash,
            @Nullable String jwt,
            @Nullable String guest,
            @Nullable String locale) {}

    /// What the messenger needs to know.
    ///
    /// @param token token of a proven person, null for guests
    /// @param guest whether they are a guest: then they may give an address
    /// @param known whether a guest's browser has written before
    /// @param news  what a proven person is told of problems that hit them
    /// @param page  the way to a proven person's own page, null where there is none
    /// @param status address of the public status page while it speaks of an incident, else null
    record Begun(
            @Nullable String token,
            boolean guest,
            boolean known,
            @Nullable String name,
            String title,
            @Nullable String greeting,
            String colour,
            String side,
            List<Overview> conversations,
            List<CustomerProblem> news,
            @Nullable String page,
            @Nullable String status) {}

    record Overview(
            UUID id,
            long number,
            String subject,
            String state,
            Instant at,
            boolean ours,
            String author,
            String words,
            @Nullable Instant promisedAt,
            int unread) {

        static Overview of(MessengerDesk.Row row) {
            var it = row.conversation();
            return new Overview(
                    it.id(),
                    it.number(),
                    it.subject(),
                    it.state().word(),
                    it.lastAt(),
                    it.lastOut(),
                    it.lastAuthor(),
                    it.lastWords(),
                    it.promisedAt(),
                    row.unread());
        }
    }

    record Conversation(UUID id, long number, String subject, String state, List<AppConversations.Line> lines) {}

    /// Something that is said.
    ///
    /// @param key   public key of the page, where a guest writes for the first time
    /// @param email what a guest says their address is
    record Words(
            @Nullable String clientId,
            @Nullable UUID conversation,
            @Nullable String text,
            @Nullable String url,
            @Nullable String title,
            @Nullable Map<String, String> facts,
            @Nullable String key,
            @Nullable String email,
            @Nullable String name,
            @Nullable String locale) {}

    record Said(UUID conversation, UUID message) {}

    private final MessengerStore store;
    private final MessengerDesk desk;
    private final Visitors visitors;
    private final AddressProofs proofs;
    private final Banners banners;
    private final ObjectProvider<PublicStatus> status;
    private final PortalLinks pages;
    private final AppConversations app;
    private final Customers customers;
    private final Streams streams;
    private final TransactionTemplate transaction;
    private final MessengerLimits limits;
    private final Rates rates = new Rates(System::nanoTime);
    private final Clock clock;

    MessengerApp(
            MessengerStore store,
            MessengerDesk desk,
            Visitors visitors,
            AddressProofs proofs,
            Banners banners,
            ObjectProvider<PublicStatus> status,
            PortalLinks pages,
            AppConversations app,
            Customers customers,
            Streams streams,
            TransactionTemplate transaction,
            MessengerLimits limits,
            Clock clock) {
        this.store = store;
        this.desk = desk;
        this.visitors = visitors;
        this.proofs = proofs;
        this.banners = banners;
        this.status = status;
        this.pages = pages;
        this.app = app;
        this.customers = customers;
        this.streams = streams;
        this.transaction = transaction;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/sessions")
    Begun begin(@RequestBody Beginning asked, HttpServletRequest request) {
        take("begin", request.getRemoteAddr(), limits.beginnings(), Duration.ofMinutes(1));
        var settings = on();
        var key = key(asked.key());
        var locale = locale(asked.locale());
        var session = identity(asked, key).map(known -> visitors.open(key, known, locale));
        var visitor = session.map(Visitors.Session::visitor)
                .or(() -> Optional.ofNullable(asked.guest()).flatMap(visitors::find))
                .filter(it -> session.isPresent() || it instanceof Visitor.Guest);
        visitor.ifPresent(visitors::seen);
        var name = session.isEmpty()
                ? null
                : customers.get(session.get().visitor().customer()).name();
        return new Begun(
                session.map(Visitors.Session::token).orElse(null),
                session.isEmpty(),
                session.isEmpty() && visitor.isPresent(),
                name,
                title(settings),
                settings.greeting(locale).orElse(null),
                settings.colour(),
                settings.side(),
                visitor.map(this::overviews).orElse(List.of()),
                visitor.map(it -> banners.of(it, locale)).orElse(List.of()),
                session.flatMap(it -> pages.link(it.visitor().customer(), LinkPurpose.APP))
                        .map(PortalLinks.Link::url)
                        .orElse(null),
                status.stream()
                        .flatMap(it -> it.whileSomethingIsWrong().stream())
                        .findFirst()
                        .orElse(null));
    }

    /// Whoever says who they are has to show it; whoever says nothing is a guest.
    private Optional<Identity.Known> identity(Beginning asked, MessengerKey key) {
        Identity identity;
        if (asked.jwt() != null) {
            identity = Signatures.jwt(asked.jwt(), store.secrets(key.id()), clock.instant());
        } else if (asked.userId() != null) {
            identity =
                    Signatures.hmac(asked.userId(), asked.hash() == null ? "" : asked.hash(), store.secrets(key.id()));
        } else {
            return Optional.empty();
        }
        return switch (identity) {
            case Identity.Known known -> Optional.of(known);
            case Identity.Refused(var why) -> throw new IdentityRefused(why);
        };
    }

    private List<Overview> overviews(Visitor visitor) {
        return desk.conversations(visitor).stream().map(Overview::of).toList();
    }

    private String title(MessengerSettings settings) {
        return settings.title().isBlank()
                ? desk.mailbox(settings).map(Mailbox::name).orElse("")
                : settings.title();
    }

    @GetMapping("/conversations")
    List<Overview> list(@RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return overviews(visitor(token));
    }

    @GetMapping("/conversations/{id}")
    Conversation read(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var found = desk.theirs(visitor(token), id);
        return new Conversation(
                found.id(), found.number(), found.subject(), found.state().word(), app.lines(found.id()));
    }

    /// What they are told of problems that hit them; nothing for guests.
    @GetMapping("/news")
    List<CustomerProblem> news(
            @RequestParam(required = false) @Nullable String locale,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return banners.of(visitor(token), locale(locale));
    }

    /// They have read one of these texts and want it gone.
    @PostMapping("/news/{text}/dismissal")
    ResponseEntity<Void> dismiss(
            @PathVariable UUID text,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        banners.dismiss(visitor(token), text);
        return ResponseEntity.noContent().build();
    }

    /// They have read all of it.
    @PostMapping("/conversations/{id}/reading")
    ResponseEntity<Void> reading(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var visitor = visitor(token);
        visitors.seen(visitor);
        desk.read(visitor, desk.theirs(visitor, id).id());
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    Said say(
            @RequestBody Words words,
            HttpServletRequest request,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return say(words, null, request, token);
    }

    @PostMapping(path = "/messages", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Said sayWithFiles(
            @RequestPart Words words,
            @RequestPart(required = false) @Nullable List<MultipartFile> files,
            HttpServletRequest request,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return say(words, files, request, token);
    }

    private Said say(
            Words words, @Nullable List<MultipartFile> files, HttpServletRequest request, @Nullable String token) {
        var settings = on();
        var clientId = words.clientId();
        if (clientId == null || !CLIENT_ID.matcher(clientId).matches()) {
            throw InvalidRequest.field("clientId", t("messenger.refused.client-id"));
        }
        var locale = locale(words.locale());
        var known = speaker(token);
        known.ifPresentOrElse(
                it -> take("say", it.speaker().toString(), limits.messages(), Duration.ofMinutes(1)),
                () -> take("guest", request.getRemoteAddr(), limits.guests(), Duration.ofHours(1)));
        var kept = app.keep(files);
        var saying = new Saying(
                clientId, words.conversation(), words.text() == null ? "" : words.text(), kept, where(words), locale);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (known.isPresent()) {
                visitors.seen(known.get());
                return said(desk.say(known.get(), saying));
            }
            return beginAsGuest(bearer(token), words, saying, settings);
        }));
    }

    private Said beginAsGuest(String token, Words words, Saying saying, MessengerSettings settings) {
        key(words.key());
        if (saying.conversation() != null) {
            throw new IdentityRefused("session");
        }
        var email = Optional.ofNullable(words.email()).filter(it -> !it.isBlank());
        var address = email.flatMap(EmailAddress::parse);
        if (email.isPresent() && address.isEmpty()) {
            throw InvalidRequest.field("email", t("messenger.refused.email"));
        }
        var visitor = visitors.begin(token, cut(words.name(), LONGEST_NAME), address.orElse(null), saying.locale());
        var placed = desk.say(visitor, saying);
        if (visitor instanceof Visitor.Guest guest && !placed.before()) {
            var mailbox = desk.mailbox(settings);
            address.ifPresent(to -> mailbox.ifPresent(
                    from -> proofs.ask(guest, to, placed.conversation(), from.id(), title(settings), saying.locale())));
        }
        return said(placed);
    }

    private static Said said(MessengerDesk.Placed placed) {
        return new Said(placed.conversation(), placed.message());
    }

    private static Saying.Where where(Words words) {
        var facts = new LinkedHashMap<String, String>();
        var given = words.facts() == null ? Map.<String, String>of() : words.facts();
        given.entrySet().stream()
                .filter(fact -> !fact.getKey().isBlank() && !fact.getValue().isBlank())
                .limit(MOST_FACTS)
                .forEach(fact -> facts.put(
                        Objects.requireNonNull(cut(fact.getKey(), LONGEST_NAME)),
                        Objects.requireNonNull(cut(fact.getValue(), LONGEST_FACT))));
        var url = words.url();
        boolean web = url != null && url.matches("(?i)https?://.*") && url.length() <= LONGEST_URL;
        return new Saying.Where(web ? url : null, cut(words.title(), LONGEST_TITLE), facts);
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var clean = text.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= most ? clean : clean.substring(0, most);
    }

    /// The messenger is before their eyes.
    @PostMapping("/presence")
    ResponseEntity<Void> present(
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        visitors.seen(visitor(token));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/files/{id}")
    ResponseEntity<Resource> file(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var visitor = visitor(token);
        var stored = app.file(id).orElseThrow(NotTheirs::new);
        desk.theirs(visitor, stored.conversation());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(stored.file().name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(stored.file().size())
                .body(new FileSystemResource(stored.path()));
    }

    /// That something has changed, as it happens.
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        var visitor = visitor(token);
        visitors.seen(visitor);
        // reverse proxies must not hold events back
        return ResponseEntity.ok()
                .header("X-Accel-Buffering", "no")
                .header("Cache-Control", "no-cache")
                .body(streams.open(visitor.customer()));
    }

    /// Who speaks; empty for a guest who has not spoken before.
    private Optional<Visitor> speaker(@Nullable String header) {
        var token = bearer(header);
        return Visitors.guestToken(token) ? visitors.find(token) : Optional.of(visitor(header));
    }

    private Visitor visitor(@Nullable String header) {
        on();
        var visitor = visitors.of(bearer(header));
        take("ask", visitor.speaker().toString(), limits.requests(), Duration.ofMinutes(1));
        return visitor;
    }

    private void take(String what, String who, int size, Duration per) {
        if (!rates.take(what, who, size, per)) {
            throw new TooOften();
        }
    }

    private static String bearer(@Nullable String header) {
        if (header == null || !header.startsWith("Bearer ")) {
            throw new IdentityRefused("session");
        }
        return header.substring(7);
    }

    private MessengerSettings on() {
        var settings = store.settings();
        if (!settings.enabled()) {
            throw new MessengerOff();
        }
        return settings;
    }

    private MessengerKey key(@Nullable String key) {
        return Optional.ofNullable(key).flatMap(store::key).orElseThrow(MessengerOff::new);
    }

    private static Locale locale(@Nullable String tag) {
        return Texts.supported(Locale.forLanguageTag(tag == null ? "en" : tag));
    }
}
