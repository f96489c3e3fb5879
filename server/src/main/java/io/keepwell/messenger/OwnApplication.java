package io.keepwell.messenger;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Lets an application that lives in this very installation have the messenger, such as that of the demo company: it is
/// set up by itself, and signs its users as the company's server would.
@Service
public class OwnApplication {

    /// What goes into the script tag.
    ///
    /// @param publicKey the key of the application
    /// @param hash      what vouches for the user
    public record Tag(String publicKey, String hash) {}

    private final MessengerKeeping keeping;
    private final MessengerStore store;

    OwnApplication(MessengerKeeping keeping, MessengerStore store) {
        this.keeping = keeping;
        this.store = store;
    }

    /// Switches the messenger on and makes a key.
    ///
    /// @param name    name of the key
    /// @param mailbox mailbox its conversations live in
    @Transactional
    public void setUp(String name, UUID mailbox, String title, Map<String, String> greetings) {
        keeping.create(name);
        var now = store.settings();
        keeping.change(new MessengerSettings(true, mailbox, title, greetings, now.colour(), now.side(), now.origins()));
    }

    /// The tag of a user; of nobody, a guest's, where the id is empty. Empty where there is no such key any more.
    ///
    /// @param name   name of the key
    /// @param userId the application's id for the user
    public Optional<Tag> tag(String name, String userId) {
        return store.keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(key -> new Tag(key.publicKey(), userId.isEmpty() ? "" : sign(key, userId)));
    }

    private String sign(MessengerKey key, String userId) {
        var secret = store.secrets(key.id()).getFirst().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Secrets.sign(secret, userId));
    }
}
