package io.keepwell.mail;

import io.keepwell.platform.BlobNames;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Originals of mail and bytes of letters are to stay.
@Component
class MailBlobs implements BlobNames {

    private final JdbcClient jdbc;

    MailBlobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> named(Collection<String> digests) {
        if (digests.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        select blob from raw_mail where blob in (:digests)
                        union
                        select blob from letter where blob in (:digests)
                        """)
                .param("digests", digests)
                .query((row, n) -> row.getString(1))
                .list());
    }
}
