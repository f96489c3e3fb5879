package io.keepwell.team;

import static io.keepwell.shared.Texts.in;

import io.keepwell.shared.SignedIn;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the frame of a page who is signed in.
@Component
class FramePerson implements SignedIn.Source {

    @Override
    public Optional<SignedIn> current() {
        return SignedInMembers.principal().map(TeamPrincipal::member).map(FramePerson::of);
    }

    private static SignedIn of(Member member) {
        return new SignedIn(
                member.id(),
                member.name(),
                in(member.locale(), "team.role." + member.role().name()),
                member.locale(),
                member.theme());
    }
}
