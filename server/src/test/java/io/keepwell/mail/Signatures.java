package io.keepwell.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;

/// Keys and threads for tests.
final class Signatures {

    static final SigningKey OLD = new SigningKey(1, "an old secret of many bytes".getBytes(UTF_8));
    static final SigningKey NEW = new SigningKey(2, "a new secret of many bytes".getBytes(UTF_8));
    static final ThreadTokens TOKENS = new ThreadTokens(List.of(NEW, OLD));
    static final UUID THREAD = UUID.fromString("0199f5a0-1111-7000-8000-00000000a11a");
    static final UUID OTHER = UUID.fromString("0199f5a0-2222-7000-8000-00000000b22b");
    static final UUID MESSAGE = UUID.fromString("0199f5a0-3333-7000-8000-00000000c33c");
    static final String MAILBOX = "support@shop.example";

    private Signatures() {}
}
