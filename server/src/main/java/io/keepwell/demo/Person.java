package io.keepwell.demo;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer of Pennyfold.
///
/// @param id       id
/// @param name     full name, null where only the address is known
/// @param email    address
/// @param external id at Pennyfold
/// @param locale   language they write in
/// @param since    customer since
/// @param account  account they belong to
/// @param manner   how they write
record Person(
        UUID id,
        @Nullable String name,
        String email,
        String external,
        Locale locale,
        Instant since,
        Account account,
        Manner manner) {

    /// An account: a company, or one person.
    record Account(UUID id, String name, boolean onePerson, Instant since) {}

    /// How somebody writes a letter.
    enum Manner {
        FORMAL,
        WARM,
        BRISK,
        PHONE
    }

    String called() {
        return name == null ? email : name;
    }

    /// First name, or empty text where there is no name.
    String firstName() {
        return name == null ? "" : name.split(" ")[0];
    }

    boolean german() {
        return locale.getLanguage().equals("de");
    }
}
