package io.keepwell.notifications.push;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How browsers are told.
///
/// @param contact        how push services reach whoever runs this, `mailto:` or `https:`; by default the public
///                       address
/// @param privateNetwork whether a push service may lie in a private network, as one run in the company does
@ConfigurationProperties("keepwell.push")
record PushSettings(
        @Nullable String contact, @DefaultValue("false") boolean privateNetwork) {}
