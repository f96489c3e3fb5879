package io.keepwell.mail.wire;

import io.keepwell.mail.wire.ConnectionTrouble.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a provider for tokens (RFC 6749, 4.1.3 and 6; RFC 7636 for the proof that the code is ours).
public final class OAuthCall {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration USUAL = Duration.ofHours(1);

    /// Refusals that no new attempt changes; a person has to do something.
    private static final Set<Kind> FINAL =
            Set.of(Kind.CONSENT, Kind.GRANT_ENDED, Kind.DENIED, Kind.ADMIN_CONSENT, Kind.CLIENT, Kind.SCOPE);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // redirects are not followed: what is posted here must reach nobody else
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private OAuthCall() {}

    /// Turns the code that a person came back with into tokens.
    ///
    /// @param verifier the secret whose hash went with the person
    /// @param redirect the address they came back to
    public static OAuthTokens exchange(OAuthProvider provider, String code, String verifier, String redirect)
            throws ConnectionTrouble, InterruptedException {
        var form = form(provider, "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect);
        form.put("code_verifier", verifier);
        return ask(provider, form);
    }

    /// Gets a fresh access token.
    public static OAuthTokens refresh(OAuthProvider provider, String refreshToken)
            throws ConnectionTrouble, InterruptedException {
        var form = form(provider, "refresh_token");
        form.put("refresh_token", refreshToken);
        return ask(provider, form);
    }

    /// What it means that a provider said no, in the words of RFC 6749 and of the large providers.
    ///
    /// @param error       its word for it, such as `invalid_grant`
    /// @param description what it said besides, or null
    public static ConnectionTrouble refusal(String error, @Nullable String description) {
        var words = (description == null || description.isBlank() ? error : description)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return new ConnectionTrouble(kind(error, words), words.length() > 300 ? words.substring(0, 300) : words, null);
    }

    /// Whether only a person can help.
    public static boolean isFinal(ConnectionTrouble trouble) {
        return FINAL.contains(trouble.kind());
    }

    private static Kind kind(String error, String words) {
        // Microsoft says all of it with a few errors of the standard and a number of its own
        var byNumber = Map.of(
                "AADSTS65001", Kind.CONSENT,
                "AADSTS65004", Kind.DENIED,
                "AADSTS90093", Kind.ADMIN_CONSENT,
                "AADSTS90094", Kind.ADMIN_CONSENT,
                "AADSTS90095", Kind.ADMIN_CONSENT,
                "AADSTS700016", Kind.CLIENT,
                "AADSTS7000215", Kind.CLIENT,
                "AADSTS7000222", Kind.CLIENT,
                "AADSTS70011", Kind.SCOPE,
                "AADSTS50011", Kind.REDIRECT);
        for (var number : byNumber.entrySet()) {
            if (words.startsWith(number.getKey() + ":")) {
                return number.getValue();
            }
        }
        return switch (error) {
            case "invalid_grant" -> Kind.GRANT_ENDED;
            case "access_denied" -> Kind.DENIED;
            case "consent_required", "interaction_required", "login_required" -> Kind.CONSENT;
            case "admin_policy_enforced", "org_internal", "admin_consent_required" -> Kind.ADMIN_CONSENT;
            case "invalid_client", "unauthorized_client", "deleted_client" -> Kind.CLIENT;
            case "invalid_scope" -> Kind.SCOPE;
            case "redirect_uri_mismatch" -> Kind.REDIRECT;
            default -> Kind.PROVIDER;
        };
    }

    private static Map<String, String> form(OAuthProvider provider, String grant) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", grant);
        form.put("client_id", provider.clientId());
        if (provider.clientSecret() != null) {
            form.put("client_secret", provider.clientSecret());
        }
        return form;
    }

    private static OAuthTokens ask(OAuthProvider provider, Map<String, String> form)
            throws ConnectionTrouble, InterruptedException {
        var request = HttpRequest.newBuilder(provider.token())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        try {
            var answer = CLIENT.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
            return read(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JacksonException e) {
            throw new ConnectionTrouble(Kind.PROVIDER, "The answer of the provider could not be read.", e);
        } catch (IOException e) {
            var trouble = ConnectionTrouble.of(e);
            throw new ConnectionTrouble(Kind.PROVIDER, trouble.words(), e);
        }
    }

    private static OAuthTokens read(int status, JsonNode answer) throws ConnectionTrouble {
        var access = answer.path("access_token").asString("");
        if (status != 200 || access.isEmpty()) {
            throw refusal(
                    answer.path("error").asString("HTTP " + status),
                    answer.path("error_description").asString(""));
        }
        var refresh = answer.path("refresh_token").asString("");
        long seconds = answer.path("expires_in").asLong(USUAL.toSeconds());
        return new OAuthTokens(
                access,
                refresh.isEmpty() ? null : refresh,
                Duration.ofSeconds(Math.clamp(
                        seconds, SHORTEST.toSeconds(), Duration.ofDays(1).toSeconds())));
    }

    /// The parameters of a form or of an address.
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
