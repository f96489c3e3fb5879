package io.keepwell.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How mail is fetched and read.
///
/// @param poll           pause between looks at a server that does not tell by itself
/// @param longestIdle    how long we wait for a server to tell before we look ourselves
/// @param longestReading how long reading one mail may take before it is put into quarantine
/// @param largest        mail above this size is taken in by its header alone
/// @param spamKept       how long spam is kept before it is deleted
/// @param automaticPerHour how many conversations the automatic mail of one sender may open an hour; 0 for
///              any number
@ConfigurationProperties("keepwell.mail")
record MailSettings(
        @DefaultValue("10s") Duration poll,
        @DefaultValue("60s") Duration longestIdle,
        @DefaultValue("60s") Duration longestReading,
        @DefaultValue("50MB") DataSize largest,
        @DefaultValue("30d") Duration spamKept,
        @DefaultValue("30") int automaticPerHour) {}
