package io.keepwell.team;

import java.util.List;

/// The people of the demo company, whom the sign-in page offers with one click. Asked only when `keepwell.demo` is on.
public interface DemoPeople {

    List<Person> people();

    /// One of them.
    ///
    /// @param member   the member to sign in as
    /// @param sentence what they do there, in the language of the request
    record Person(Member member, String sentence) {}
}
