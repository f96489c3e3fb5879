package io.keepwell.messenger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often the messenger may be asked, per node.
///
/// @param beginnings how often a minute one network address may introduce itself; many people may share one
/// @param guests     how many guests an hour may begin to write from one network address
/// @param messages   how many messages a minute one person may write
/// @param requests   how often a minute one person's messengers may ask for anything
@ConfigurationProperties("keepwell.messenger.limits")
record MessengerLimits(
        @DefaultValue("300") int beginnings,
        @DefaultValue("30") int guests,
        @DefaultValue("20") int messages,
        @DefaultValue("300") int requests) {}
