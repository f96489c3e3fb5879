package io.keepwell.conversations;

import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Members as requests name them: by id or by e-mail address.
final class MemberReference {

    private MemberReference() {}

    static Optional<Member> find(Members members, String reference) {
        var asked = reference.strip();
        if (asked.contains("@")) {
            var email = asked.replaceFirst("^email:", "").toLowerCase(Locale.ROOT);
            return members.active().stream()
                    .filter(member -> member.email().equals(email))
                    .findFirst();
        }
        try {
            return members.find(UUID.fromString(asked));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
