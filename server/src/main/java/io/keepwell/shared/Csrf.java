package io.keepwell.shared;

import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The token that proves a form came from our own page.
public final class Csrf {

    private Csrf() {}

    /// Value of the token for the current request; empty text where requests need none.
    public static String token() {
        return current().map(CsrfToken::getToken).orElse("");
    }

    /// Name of the form field that carries it.
    public static String field() {
        return current().map(CsrfToken::getParameterName).orElse("_csrf");
    }

    /// Name of the header that carries it.
    public static String header() {
        return current().map(CsrfToken::getHeaderName).orElse("X-CSRF-TOKEN");
    }

    private static Optional<CsrfToken> current() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            return Optional.ofNullable((CsrfToken) attributes.getRequest().getAttribute(CsrfToken.class.getName()));
        }
        return Optional.empty();
    }
}
