package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ConversationJson.Details;
import io.keepwell.conversations.ConversationJson.Item;
import io.keepwell.conversations.ConversationJson.Said;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Conversations, for programs.
@RestController
@RequestMapping("/api/v1/conversations")
@Tag(name = "Conversations", description = "What is talked about with customers")
class ConversationApi {

    @Schema(name = "NewConversation")
    record NewConversationRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Writer customer,

            @Nullable String subject,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text,

            @Schema(
                    description = "How it came about",
                    allowableValues = {"api", "email", "messenger"},
                    defaultValue = "api")
            @Nullable
            String channel,

            @Schema(
                    description =
                            "Id of the mailbox it is to live in. The customer is acknowledged then, where that mailbox does so")
            @Nullable
            UUID mailbox,

            @Schema(description = "Language it is written in", example = "de") @Nullable
            String locale) {}

    @Schema(name = "ConversationWriter", description = "Who writes; made where there is no such customer yet")
    record Writer(
            @Schema(example = "ana@example.org") @Nullable String email,

            @Schema(example = "Ana Ribeiro") @Nullable String name) {}

    private final Conversations conversations;
    private final ConversationList list;
    private final ConversationReading reading;
    private final MessageWriting writing;
    private final MessageStore messages;
    private final AttachmentStore attachments;
    private final Uploads uploads;
    private final Customers customers;
    private final Members members;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final Clock clock;

    ConversationApi(
            Conversations conversations,
            ConversationList list,
            ConversationReading reading,
            MessageWriting writing,
            MessageStore messages,
            AttachmentStore attachments,
            Uploads uploads,
            Customers customers,
            Members members,
            ObjectProvider<Mailboxes> mailboxes,
            Clock clock) {
        this.conversations = conversations;
        this.list = list;
        this.reading = reading;
        this.writing = writing;
        this.messages = messages;
        this.attachments = attachments;
        this.uploads = uploads;
        this.customers = customers;
        this.members = members;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    @ForTeam
    @GetMapping
    @Operation(
            summary = "Conversations, the newest first",
            description = "A customer is named by id, external:USER_ID or email:ADDRESS; an assignee by id, e-mail"
                    + " address or none. query finds words, or a number.")
    Slice<Item> list(
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String query,
            @Parameter(description = "true for what is called spam, which stands in no list else")
                    @RequestParam(defaultValue = "false")
                    boolean spam,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        boolean unassigned = "none".equals(assignee);
        var person = given(customer).flatMap(customers::find);
        var member = unassigned ? Optional.<Member>empty() : given(assignee).flatMap(this::member);
        if (given(customer).isPresent() && person.isEmpty()
                || !unassigned && given(assignee).isPresent() && member.isEmpty()) {
            return new Slice<>(List.of(), null);
        }
        var filter = new ConversationList.Filter(
                person.map(Customer::id).orElse(null),
                Words.askedOrNull(ConversationState.class, "state", state),
                Words.askedOrNull(ConversationKind.class, "kind", kind),
                member.map(Member::id).orElse(null),
                unassigned,
                query,
                spam);
        return reading.items(list.find(filter, cursor, most));
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One conversation with its messages", description = "id is its id or its number.")
    Details get(@PathVariable String id) {
        return reading.details(conversations.get(id));
    }

    @ForAgents
    @PostMapping
    @Transactional
    @Operation(
            summary = "Open a conversation for a customer",
            description = "The customer is not acknowledged unless a mailbox is named that does so.")
    ResponseEntity<Details> open(@RequestBody NewConversationRequest request) {
        var writer = request.customer();
        var email = writer == null || writer.email() == null
                ? Optional.<EmailAddress>empty()
                : EmailAddress.parse(writer.email());
        if (writer == null || email.isEmpty()) {
            throw InvalidRequest.field("customer.email", "customer.email is the e-mail address of the customer.");
        }
        var text = written(request.text());
        var channel = Optional.ofNullable(Words.askedOrNull(Channel.class, "channel", request.channel()))
                .orElse(Channel.API);
        var locale = request.locale() == null ? null : Locale.forLanguageTag(request.locale());
        var mailbox = request.mailbox();
        if (mailbox != null && mailboxes.getObject().find(mailbox).isEmpty()) {
            throw InvalidRequest.field("mailbox", t("conversations.api.mailbox", "mailbox", mailbox));
        }
        var customer = customers.meet(email.get(), writer.name(), locale, clock.instant());
        var subject = request.subject() == null ? "" : request.subject();
        var opened = conversations.open(new Opening(customer.id(), channel, mailbox, subject, text, locale));
        return ResponseEntity.created(URI.create("/api/v1/conversations/" + opened.id()))
                .body(reading.details(opened));
    }

    @ForAgents
    @PostMapping(path = "/{id}/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Reply to the customer, write a note, or write a phone call down",
            description =
                    "A reply leaves at once. What goes with it, its state, its snooze and what it promises or keeps,"
                            + " happens with it or not at all. To a closed conversation it begins a follow-up, which the Location"
                            + " names. As multipart/form-data it takes files in the field attachments.")
    ResponseEntity<Said> write(@PathVariable String id, @RequestBody NewMessage request) {
        return write(id, request, List.of());
    }

    @ForAgents
    @PostMapping(path = "/{id}/messages", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Reply or write a note, with files", description = "One file may have 25 MB, all together 30.")
    ResponseEntity<Said> writeWithFiles(
            @PathVariable String id,
            @RequestParam @Nullable String type,
            @RequestParam @Nullable String text,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Instant snoozedUntil,
            @RequestParam(required = false) @Nullable UUID seen,
            @RequestParam(required = false) @Nullable List<UUID> keeps,
            @RequestParam(required = false) @Nullable List<MultipartFile> attachments) {
        var then = Words.askedOrNull(ConversationState.class, "state", state);
        var request = new NewMessage(type, text, then, snoozedUntil, seen, keeps, null, null);
        return write(id, request, uploads.keep(attachments));
    }

    private ResponseEntity<Said> write(String id, NewMessage request, List<IncomingMail.Attachment> files) {
        var message = writing.write(conversations.get(id).id(), request, files);
        var said = messages.find(message).orElseThrow(MessageNotFound::new);
        var rows = attachments.ofConversation(said.conversation()).getOrDefault(said.id(), List.of());
        return ResponseEntity.created(URI.create("/api/v1/conversations/" + said.conversation()))
                .body(reading.said(said, rows));
    }

    private static String written(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw InvalidRequest.field("text", Texts.t("conversations.refused.empty"));
        }
        return text;
    }

    private Optional<Member> member(String reference) {
        return MemberReference.find(members, reference);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isBlank());
    }
}
