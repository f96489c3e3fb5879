package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Invitations into the team, by a link to copy: there may be no mail yet.
@Service
class Invitations {

    static final Duration VALID = Duration.ofDays(7);
    private static final Duration SHOWN = Duration.ofDays(30);

    /// A new invitation with the link that is shown this once.
    record Made(Invitation invitation, String link) {}

    private final InvitationStore store;
    private final MemberStore members;
    private final People people;
    private final Members signedIn;
    private final Audit audit;
    private final KeepwellSettings settings;
    private final Clock clock;

    Invitations(
            InvitationStore store,
            MemberStore members,
            People people,
            Members signedIn,
            Audit audit,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.members = members;
        this.people = people;
        this.signedIn = signedIn;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    List<Invitation> list() {
        return store.list(clock.instant().minus(SHOWN));
    }

    @Transactional
    Made invite(String email, Role role, List<UUID> teams) {
        var address = EmailAddress.parse(email);
        new Wrongs.Check()
                .yes(address.isPresent(), "email", t("team.email.wrong"))
                .done();
        var value = address.orElseThrow().value();
        if (members.findByEmail(value).isPresent()) {
            throw new MemberExists();
        }
        var inviter = signedIn.require();
        var now = clock.instant();
        var token = Secrets.random();
        var invitation =
                new Invitation(Ids.next(), value, role, List.of(), inviter.name(), now, now.plus(VALID), null, null);
        store.add(invitation, Secrets.hash(token), inviter.id(), teams);
        audit.record("invitation.created", invitation.id(), value, Map.of("role", role));
        return new Made(store.find(invitation.id()).orElseThrow(), settings.publicUrl() + "/invitations/" + token);
    }

    /// The invitation of a link, while it can be accepted.
    Optional<Invitation> findOpen(String token) {
        return store.findByToken(Secrets.hash(token))
                .filter(invitation -> invitation.state(clock.instant()).equals("open"));
    }

    /// Makes a member of the one who has the link. It works once.
    @Transactional
    Member accept(String token, String name, String password, Locale locale) {
        var invitation = store.findByToken(Secrets.hash(token)).orElseThrow(InvitationOver::new);
        var newcomer = new People.Newcomer(invitation.email(), name, invitation.role(), password);
        People.check(newcomer);
        if (!store.accept(invitation.id(), clock.instant())) {
            throw new InvitationOver();
        }
        var member = people.join(newcomer, locale);
        store.accepted(invitation.id(), member.id());
        return member;
    }

    @Transactional
    void revoke(UUID id) {
        var invitation = store.find(id).orElseThrow(InvitationNotFound::new);
        if (store.revoke(id, clock.instant())) {
            audit.record("invitation.revoked", id, invitation.email(), Map.of());
        }
    }

    String state(Invitation invitation) {
        return invitation.state(clock.instant());
    }
}
