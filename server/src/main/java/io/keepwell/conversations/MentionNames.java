package io.keepwell.conversations;

import io.keepwell.team.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the colleagues that a note names: `@Mara Lindqvist`, or `@Mara` where only one is called so.
final class MentionNames {

    private MentionNames() {}

    static Set<Member> in(String text, List<Member> members) {
        var lower = text.toLowerCase(Locale.ROOT);
        // the longest name first, so that Mara Lindqvist is not taken for another Mara
        var byLength = new ArrayList<>(members);
        byLength.sort(Comparator.comparingInt((Member member) -> member.name().length())
                .reversed());
        var found = new LinkedHashSet<Member>();
        for (int at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
            if (at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1))) {
                continue; // an address
            }
            int from = at + 1;
            byLength.stream()
                    .filter(member -> stands(member.name(), lower, from))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> {
                        var called = members.stream()
                                .filter(member -> stands(firstName(member), lower, from))
                                .toList();
                        if (called.size() == 1) {
                            found.add(called.getFirst());
                        }
                    });
        }
        return found;
    }

    private static boolean stands(String name, String lower, int from) {
        int end = from + name.length();
        return lower.startsWith(name.toLowerCase(Locale.ROOT), from)
                && (end >= lower.length() || !Character.isLetterOrDigit(lower.charAt(end)));
    }

    private static String firstName(Member member) {
        return member.name().split("\\s", 2)[0];
    }
}
