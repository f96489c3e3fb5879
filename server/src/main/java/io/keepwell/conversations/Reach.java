package io.keepwell.conversations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a customer can be reached at the moment.
///
/// @param channels what they can use: `email`, `messenger`, `phone`, `sms`, `post`; empty while nobody has said
/// anything
/// @param contact  such as a phone number they gave, or null
record Reach(List<String> channels, @Nullable String contact) {

    static final List<String> CHANNELS = List.of("email", "messenger", "phone", "sms", "post");
    static final Reach ANY = new Reach(List.of(), null);

    /// What people choose from, and the channels it stands for.
    static final List<String> CHOICES = List.of("any", "no-internet", "phone-only", "no-phone");

    static List<String> channels(String choice) {
        return switch (choice) {
            case "no-internet" -> List.of("phone", "sms", "post");
            case "phone-only" -> List.of("phone");
            case "no-phone" -> List.of("email", "messenger");
            default -> List.of();
        };
    }

    /// Whether they read what we send by mail.
    boolean readsMail() {
        return channels.isEmpty() || channels.contains("email");
    }

    /// The choice that says this, `some` where a program said something else.
    String choice() {
        return CHOICES.stream()
                .filter(choice -> channels(choice).equals(channels))
                .findFirst()
                .orElse("some");
    }
}
