package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What is said to those who are not let through: problem details to programs, a page or the way to the sign-in to
/// people.
@Component
class SecurityAnswers {

    /// Where the refusal waits for the page that shows it.
    static final String REFUSAL = SecurityAnswers.class.getName() + ".refusal";

    private final JsonMapper json;

    SecurityAnswers(JsonMapper json) {
        this.json = json;
    }

    void tokenNeeded(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problem(response, 401, "token-needed", t("team.api.token-needed"));
    }

    void wrongToken(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        problem(response, 401, "invalid-token", t("team.api.invalid-token"));
    }

    void scopeTooSmall(HttpServletResponse response) throws IOException {
        problem(response, 403, "scope-too-small", t("team.api.scope-too-small"));
    }

    /// A page that needs a person: htmx is led to the sign-in, a script gets a plain 401, a reader the sign-in page.
    void signInNeeded(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(401);
            return;
        }
        var accept = request.getHeader("Accept");
        if (accept != null && !accept.contains("html") && !accept.contains("*/*")) {
            response.setStatus(401);
            return;
        }
        response.sendRedirect(request.getContextPath() + "/sign-in" + wayBack(request));
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException, ServletException {
        var path = request.getRequestURI();
        if (path.startsWith("/api/") || path.startsWith("/actuator/")) {
            problem(response, 403, "no-right", t("team.api.no-right"));
            return;
        }
        request.setAttribute(
                REFUSAL,
                e instanceof CsrfException ? new FormExpired(t("team.form-expired")) : new NoRight(t("team.no-right")));
        request.getRequestDispatcher("/error").forward(request, response);
    }

    private static String wayBack(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getRequestURI().equals("/inbox")) {
            return "";
        }
        var query = request.getQueryString();
        var wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    private void problem(HttpServletResponse response, int status, String slug, String sentence) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + slug);
        body.put("status", status);
        body.put("detail", sentence);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
