package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.mime.Corpus;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// M1 on the whole way: whatever arrives, something a person can see comes of it, and the next mail has its turn.
@WholeApplication
class AnyBytesTests {

    private static final int TRIES = 250;

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("M1: any byte sequence yields a conversation or a visible quarantine entry")
    void anythingComesOut() {
        var address = "a" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
        var box = mailboxes
                .create(new MailboxDraft(
                        address,
                        "Support",
                        null,
                        null,
                        null,
                        true,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .id();
        long seed = new Random().nextLong();
        var random = new Random(seed);

        for (int i = 0; i < TRIES; i++) {
            intake.accept(box, mutated(random));
        }
        intake.accept(box, "From: ana@example.org\r\nSubject: The last\r\n\r\nHi".getBytes(StandardCharsets.UTF_8));

        assertThat(jdbc.sql("""
                                select count(*)
                                  from raw_mail r
                                 where r.mailbox_id = :box
                                   and not (r.state = 'quarantined' and r.reason is not null
                                            or r.state in ('bounce', 'duplicate', 'dropped')
                                            or r.state = 'filed'
                                               and exists(select 1 from message m where m.mail_id = r.id))
                                """).param("box", box).query(Integer.class).single())
                .as("seed %d", seed)
                .isZero();
        assertThat(jdbc.sql(
                                "select count(*) from raw_mail where mailbox_id = :box and subject = 'The last' and state = 'filed'")
                        .param("box", box)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static byte[] mutated(Random random) {
        var bytes = Corpus.raw(Corpus.NAMES.get(random.nextInt(Corpus.NAMES.size())))
                .clone();
        if (random.nextInt(5) == 0) {
            random.nextBytes(bytes);
        }
        for (int i = random.nextInt(40); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return Arrays.copyOf(bytes, random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length);
    }
}
