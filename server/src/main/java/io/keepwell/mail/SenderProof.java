package io.keepwell.mail;

import io.keepwell.mail.mime.MailHeaders;
import io.keepwell.mail.mime.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether our own receiving server found the From address to be true (T2).
enum SenderProof {
    /// The domain of From vouches for this mail: DMARC passed, or an aligned DKIM or SPF check did.
    AUTHENTICATED,
    /// Our server checked and found it false, or it says nothing about the one we would believe.
    FAILED,
    /// Our server said nothing that decides, or the mailbox names no server to believe.
    UNKNOWN;

    /// Between results of one server only these may stand; anything else ends the run that we believe.
    private static final Set<String> BETWEEN =
            Set.of("received-spf", "dkim-filter", "arc-seal", "arc-message-signature", "arc-authentication-results");

    private static final Set<String> SECOND_LEVEL =
            Set.of("co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "asso", "nom");

    /// One check, such as `dkim=pass header.d=example.org`.
    private record Check(String method, String result, List<String> properties) {

        Optional<String> property(String name) {
            return properties.stream()
                    .filter(property -> property.startsWith(name + "="))
                    .map(property -> property.substring(name.length() + 1))
                    .findFirst();
        }

        /// The domain that was checked, whatever the check calls it.
        Optional<String> domain() {
            var stated = switch (method) {
                case "dmarc" -> property("header.from");
                case "dkim" -> property("header.d").or(() -> property("header.i"));
                case "spf" -> property("smtp.mailfrom").or(() -> property("smtp.from"));
                default -> Optional.<String>empty();
            };
            return stated.map(domain -> domain.substring(domain.lastIndexOf('@') + 1));
        }
    }

    /// Judges by the topmost run of Authentication-Results of the trusted server (RFC 8601). What a sender wrote
    /// further down, also under that server's name, is not believed. A mail with several authors is as good
    /// as false: which of them the server looked at, nobody knows.
    ///
    /// @param trustedAuthservId the name our receiving server signs its results with, or null when the mailbox has
    /// none
    static SenderProof of(ParsedMail mail, @Nullable String trustedAuthservId) {
        boolean oneAuthor = mail.headers().all("From").size() == 1
                && mail.people().fromAll().size() == 1;
        if (!oneAuthor) {
            return FAILED;
        }
        if (trustedAuthservId == null || trustedAuthservId.isBlank()) {
            return UNKNOWN;
        }
        String address = mail.from().address();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        var checks = checks(mail.headers(), trustedAuthservId.strip().toLowerCase(Locale.ROOT));
        return judge(checks, domain);
    }

    private static SenderProof judge(List<Check> checks, String from) {
        var dmarc =
                checks.stream().filter(check -> check.method.equals("dmarc")).findFirst();
        if (dmarc.isPresent()
                && dmarc.get().domain().map(domain -> aligned(domain, from)).orElse(true)) {
            if (dmarc.get().result.equals("pass")) {
                return AUTHENTICATED;
            }
            if (dmarc.get().result.equals("fail")) {
                return FAILED;
            }
        }
        // the server looked at another author than the one we read
        boolean another = dmarc.flatMap(Check::domain)
                .filter(domain -> !aligned(domain, from))
                .isPresent();
        if (another) {
            return FAILED;
        }
        var decisive = checks.stream()
                .filter(check -> !check.method.equals("dmarc"))
                .filter(check ->
                        check.domain().map(domain -> aligned(domain, from)).orElse(false))
                .toList();
        if (decisive.stream().anyMatch(check -> check.result.equals("pass"))) {
            return AUTHENTICATED;
        }
        boolean failed =
                decisive.stream().anyMatch(check -> Set.of("fail", "softfail").contains(check.result));
        return failed ? FAILED : UNKNOWN;
    }

    /// Relaxed alignment (RFC 7489, 3.1) without a list of public suffixes: the same domain, or one beneath the
    /// other.
    private static boolean aligned(String checked, String from) {
        if (checked.equals(from)) {
            return true;
        }
        String upper = checked.length() < from.length() ? checked : from;
        String lower = checked.length() < from.length() ? from : checked;
        return lower.endsWith("." + upper) && !isPublicSuffix(upper);
    }

    private static boolean isPublicSuffix(String domain) {
        var labels = domain.split("\\.");
        return labels.length < 2 || (labels.length == 2 && labels[1].length() == 2 && SECOND_LEVEL.contains(labels[0]));
    }

    private static List<Check> checks(MailHeaders headers, String trusted) {
        var checks = new ArrayList<Check>();
        boolean running = false;
        for (var field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.equals("authentication-results")) {
                var statements = statements(field.value());
                if (!authserv(statements.getFirst()).equals(trusted)) {
                    break;
                }
                running = true;
                statements.stream()
                        .skip(1)
                        .map(SenderProof::check)
                        .flatMap(Optional::stream)
                        .forEach(checks::add);
            } else if (running && !BETWEEN.contains(name)) {
                break;
            }
        }
        return checks;
    }

    private static String authserv(String statement) {
        return statement.strip().split("\\s", 2)[0];
    }

    private static Optional<Check> check(String statement) {
        var words = List.of(statement.strip().split("\\s+"));
        var verdict = words.getFirst().split("=", 2);
        if (verdict.length < 2) {
            return Optional.empty();
        }
        String method = verdict[0].split("/", 2)[0];
        return Optional.of(new Check(method, verdict[1], words.subList(1, words.size())));
    }

    /// The statements between semicolons, lower case, without comments and quotes: a comment may hold anything, also
    /// "dmarc=pass".
    private static List<String> statements(String value) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        int comments = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                comments++;
            } else if (c == ')' && !quoted && comments > 0) {
                comments--;
            } else if (c == ';' && !quoted && comments == 0) {
                statements.add(statement.toString());
                statement.setLength(0);
            } else if (comments == 0 && !(quoted && Character.isWhitespace(c))) {
                statement.append(Character.toLowerCase(c));
            }
        }
        statements.add(statement.toString());
        return statements;
    }
}
