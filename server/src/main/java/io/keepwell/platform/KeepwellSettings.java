package io.keepwell.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the installation, `KEEPWELL_...` in the environment or `keepwell....` in `application.properties`.
///
/// @param port      port of the pages, the API and everything else
/// @param bind      address to listen on; loopback unless said otherwise
/// @param url       public address of Keepwell; by default `http://127.0.0.1:<port>`
/// @param data      folder of the data: embedded database, mail, attachments, key
/// @param secret    at least 16 characters that protect the keys in the database; by default a key file in the data
/// folder
/// @param demo      whether this is the demo company
/// @param zone      time zone of the workspace
/// @param currency  reporting currency, ISO 4217
/// @param weekStart first day of the week
/// @param locale    language of pages before sign-in and of mail where the customer's is unknown
/// @param proxies   addresses of reverse proxies whose forwarded headers count
/// @param backupBeforeUpgrade whether a newer version backs everything up before it changes the tables
/// @param db        the external database; absent, the embedded one is used
@ConfigurationProperties("keepwell")
public record KeepwellSettings(
        @DefaultValue("8080") int port,
        @DefaultValue("127.0.0.1") String bind,
        @Nullable URI url,
        @DefaultValue("./data") Path data,
        @Nullable String secret,
        @DefaultValue("false") boolean demo,
        @DefaultValue("Europe/Berlin") ZoneId zone,
        @DefaultValue("EUR") String currency,
        @DefaultValue("MONDAY") DayOfWeek weekStart,
        @DefaultValue("en") Locale locale,
        @DefaultValue List<String> proxies,
        @DefaultValue("true") boolean backupBeforeUpgrade,
        @DefaultValue Db db) {

    /// The external PostgreSQL.
    ///
    /// @param url      JDBC address, such as `jdbc:postgresql://db.example.org:5432/keepwell`
    /// @param user     role
    /// @param password password of the role
    public record Db(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Db[url=" + url + ", user=" + user + ", password=***]";
        }
    }

    /// Whether the database is not ours to start.
    public boolean externalDatabase() {
        return db.url() != null && !db.url().isBlank();
    }

    /// The address of Keepwell as others reach it, without a slash at the end.
    public String publicUrl() {
        var address = url == null ? "http://127.0.0.1:" + port : url.toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    @Override
    public String toString() {
        return "KeepwellSettings[port=" + port + ", bind=" + bind + ", url=" + url + ", data=" + data + ", demo=" + demo
                + ", db=" + db + ", secret=***]";
    }
}
