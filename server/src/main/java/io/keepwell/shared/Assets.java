package io.keepwell.shared;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/// Addresses of styles and scripts with the hash of their content in the name, so that browsers may keep them for ever.
@Component
public final class Assets {

    private static @Nullable ResourceUrlProvider provider;

    Assets(ResourceUrlProvider resources) {
        provider = resources;
    }

    /// `/css/keepwell.css` becomes `/css/keepwell-<hash>.css`.
    public static String url(String path) {
        var resources = provider;
        var hashed = resources == null ? null : resources.getForLookupPath(path);
        return hashed == null ? path : hashed;
    }
}
