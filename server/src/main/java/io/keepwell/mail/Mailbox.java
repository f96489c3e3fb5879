package io.keepwell.mail;

import java.util.UUID;

/// A mailbox, as far as the modules above need to know.
///
/// @param id          id
/// @param address     its address, lower case
/// @param name        its name, as customers see it: "Pennyfold support"
/// @param acknowledge whether new conversations are acknowledged
public record Mailbox(UUID id, String address, String name, boolean acknowledge) {}
