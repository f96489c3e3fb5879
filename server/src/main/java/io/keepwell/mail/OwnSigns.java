package io.keepwell.mail;

import io.keepwell.platform.Keys;
import io.keepwell.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// By what we know our own mail: the keys that sign threads, and the id of this installation.
@Component
class OwnSigns {

    private static final String PURPOSE = "thread";

    private final Keys keys;
    private final JdbcClient jdbc;
    private volatile String instance = "";

    OwnSigns(Keys keys, JdbcClient jdbc) {
        this.keys = keys;
        this.jdbc = jdbc;
    }

    ThreadTokens tokens() {
        return new ThreadTokens(keys.of(PURPOSE).stream()
                .map(key -> new SigningKey(key.id() & 0xff, key.bytes()))
                .toList());
    }

    /// Made once, the same on every node.
    String instanceId() {
        if (instance.isEmpty()) {
            jdbc.sql("""
                            insert into installation (key, value)
                            values ('mail.instance', :value)
                            on conflict (key) do nothing
                            """).param("value", Ids.next().toString()).update();
            instance = jdbc.sql("select value from installation where key = 'mail.instance'")
                    .query(String.class)
                    .single();
        }
        return instance;
    }
}
