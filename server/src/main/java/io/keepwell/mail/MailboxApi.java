package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Mailboxes in the API.
@RestController
@RequestMapping("/api/v1/mailboxes")
class MailboxApi {

    private final MailboxKeeping mailboxes;
    private final MailboxStore store;
    private final MailboxHealth health;
    private final MailboxOAuthStore permissions;
    private final MailboxConsent consent;
    private final JsonMapper json;

    MailboxApi(
            MailboxKeeping mailboxes,
            MailboxStore store,
            MailboxHealth health,
            MailboxOAuthStore permissions,
            MailboxConsent consent,
            JsonMapper json) {
        this.mailboxes = mailboxes;
        this.store = store;
        this.health = health;
        this.permissions = permissions;
        this.consent = consent;
        this.json = json;
    }

    @ForTeam
    @Operation(summary = "The mailboxes, by name")
    @GetMapping
    Slice<MailboxView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        var after = cursor == null ? null : Cursor.read(cursor, 1).getFirst();
        var conditions = health.all();
        var rest = store.active().stream()
                .sorted(java.util.Comparator.comparing(account -> account.id().toString()))
                .filter(account -> after == null || account.id().toString().compareTo(after) > 0)
                .map(account -> view(account, conditions.getOrDefault(account.id(), health.of(account.id())), null))
                .limit(size + 1L)
                .toList();
        return rest.size() <= size
                ? new Slice<>(rest, null)
                : new Slice<>(
                        rest.subList(0, size), Cursor.of(rest.get(size - 1).id()));
    }

    @ForTeam
    @Operation(summary = "One of them, with its state and how much mail could not be read")
    @GetMapping("/{id}")
    MailboxView find(@PathVariable UUID id) {
        return view(mailboxes.get(id), health.of(id), null);
    }

    @ForAdministrators
    @Operation(
            summary = "Connect a mailbox",
            description = "The connection is tried, and a failure is told in words. With oauth nothing is tried yet:"
                    + " send the person who owns the mailbox to oauth.consentUrl.")
    @PostMapping
    ResponseEntity<MailboxView> create(@RequestBody MailboxRequest request) {
        var account = mailboxes.create(request.checked(null, null));
        return ResponseEntity.created(URI.create("/api/v1/mailboxes/" + account.id()))
                .body(changed(account));
    }

    /// Fields that are not named stay as they are; `null` takes a server away.
    @ForAdministrators
    @Operation(summary = "Change a mailbox; what is absent stays")
    @PatchMapping("/{id}")
    MailboxView change(@PathVariable UUID id, @RequestBody JsonNode patch) {
        var before = mailboxes.get(id);
        if (!patch.isObject()) {
            throw new InvalidRequest(t("mail.api.body"));
        }
        var permission = mailboxes.permission(id);
        return changed(mailboxes.change(id, merged(before, permission, patch).checked(before, permission)));
    }

    @ForAdministrators
    @Operation(summary = "Disconnect a mailbox; its conversations stay")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable UUID id) {
        mailboxes.retire(id);
    }

    @ForAdministrators
    @Operation(
            summary = "Where to send the person who owns a mailbox",
            description = "A fresh address at its provider, good for a day and for one use. Who comes back from there"
                    + " has let Keepwell in, or reads what is in the way.")
    @PostMapping("/{id}/consent")
    MailboxConsent.Way consent(@PathVariable UUID id) {
        return consent.begin(mailboxes.get(id));
    }

    /// What waits for a person names the address to send them to.
    private MailboxView changed(Account account) {
        boolean waits = permissions
                .find(account.id())
                .filter(grant -> !grant.state().equals("granted"))
                .isPresent();
        return view(
                account, health.of(account.id()), waits ? consent.begin(account).url() : null);
    }

    private MailboxView view(Account account, MailboxHealth.Condition condition, @Nullable String consentUrl) {
        return MailboxView.of(
                account,
                condition,
                OAuthView.of(permissions.find(account.id()).orElse(null), consent.redirectUri(), consentUrl));
    }

    private MailboxRequest merged(Account before, @Nullable MailboxOAuth permission, JsonNode patch) {
        MailboxRequest asked;
        try {
            asked = json.treeToValue(patch, MailboxRequest.class);
        } catch (UnrecognizedPropertyException e) {
            throw InvalidRequest.field(e.getPropertyName(), "There is no field " + e.getPropertyName() + " here.");
        } catch (JacksonException e) {
            throw new InvalidRequest("A value in the request cannot be read.");
        }
        return new MailboxRequest(
                patch.has("address") ? asked.address() : before.address(),
                patch.has("name") ? asked.name() : before.name(),
                patch.has("imap") ? asked.imap() : MailboxForm.server(before.imap()),
                patch.has("smtp") ? asked.smtp() : MailboxForm.server(before.smtp()),
                patch.has("trustedAuthservId") ? asked.trustedAuthservId() : before.trustedAuthservId(),
                patch.has("acknowledge") ? asked.acknowledge() : Boolean.valueOf(before.acknowledge()),
                patch.has("existing") ? asked.existing() : before.existing().word(),
                patch.has("existingDays") ? asked.existingDays() : before.existingDays(),
                patch.has("afterFetch")
                        ? asked.afterFetch()
                        : before.afterFetch().word(),
                patch.has("oauth") ? asked.oauth() : OAuthFields.of(permission).asRequest());
    }
}
