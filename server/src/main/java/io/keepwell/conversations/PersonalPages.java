package io.keepwell.conversations;

import io.keepwell.shared.EmailAddress;
import java.util.Optional;
import java.util.UUID;

/// The pages that customers have of their own, for letters to lead there; implemented by the module that has them.
public interface PersonalPages {

    /// Address of the page of a customer, for a letter to an address. Empty where it is not proven that the address is
    /// theirs, or where letters are to have no such line.
    Optional<String> forLetter(UUID customer, EmailAddress to);

    /// What such an address looks like; empty where letters have none.
    Optional<String> sample();
}
