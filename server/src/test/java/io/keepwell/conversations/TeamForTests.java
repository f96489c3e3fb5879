package io.keepwell.conversations;

import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Mara, who is signed in, and Jonas.
class TeamForTests implements Members {

    static final Member MARA = member("Mara Lindqvist", Role.AGENT);
    static final Member JONAS = member("Jonas Brandt", Role.PRODUCT_MANAGER);

    @Override
    public Optional<Member> current() {
        return Optional.of(MARA);
    }

    @Override
    public Member require() {
        return MARA;
    }

    @Override
    public Optional<Member> find(UUID id) {
        return active().stream().filter(member -> member.id().equals(id)).findFirst();
    }

    @Override
    public List<Member> active() {
        return List.of(JONAS, MARA);
    }

    @Override
    public List<TeamName> teams() {
        return List.of();
    }

    @Override
    public void actAs(Member member, Runnable deed) {
        deed.run();
    }

    private static Member member(String name, Role role) {
        var id = UUID.randomUUID();
        return new Member(id, id + "@keepwell.test", name, role, Locale.ENGLISH, "light", true);
    }
}
