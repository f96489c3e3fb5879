package io.keepwell.mail;

import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a test of a mailbox means, in the words of the person who asks: each thing that is not as it should be says
/// what degrades, and what to do.
final class MailboxTestReport {

    /// One thing that was looked at.
    @Schema(name = "MailboxCheck")
    record Line(
            @Schema(allowableValues = {"arrival", "plus", "id", "authserv", "spf", "dkim", "dmarc"})
            String check,

            State state,

            @Schema(description = "What was seen, what it means, and what to do")
            String words,

            @Schema(description = "Where the record below belongs") @Nullable
            String recordName,

            @Schema(description = "A TXT record to be pasted there") @Nullable
            String record) {}

    /// How it stands.
    enum State {
        GOOD,
        WEAK,
        BAD,
        UNKNOWN
    }

    private static final long SLOW = 60_000;

    private MailboxTestReport() {}

    static List<Line> of(MailboxTestFacts facts) {
        var lines = new ArrayList<Line>();
        lines.add(arrival(facts));
        if (facts.millis() != null) {
            lines.add(
                    facts.plusArrived()
                            ? line("plus", State.GOOD, "mail.test.plus.good")
                            : line("plus", State.BAD, "mail.test.plus.bad"));
            lines.add(
                    facts.idKept()
                            ? line("id", State.GOOD, "mail.test.id.good")
                            : line("id", State.WEAK, "mail.test.id.bad", "id", String.valueOf(facts.otherId())));
            lines.add(
                    facts.authserv() == null
                            ? line("authserv", State.BAD, "mail.test.authserv.bad")
                            : line("authserv", State.GOOD, "mail.test.authserv.good", "host", facts.authserv()));
        }
        lines.add(spf(facts));
        if (facts.millis() != null) {
            lines.add(dkim(facts));
        }
        lines.add(dmarc(facts));
        return List.copyOf(lines);
    }

    private static Line arrival(MailboxTestFacts facts) {
        var millis = facts.millis();
        if (millis == null) {
            return line("arrival", State.BAD, "mail.test.arrival.bad");
        }
        var seconds = Math.max(1, Math.round(millis / 1000.0));
        return millis > SLOW
                ? line("arrival", State.WEAK, "mail.test.arrival.slow", "seconds", seconds)
                : line("arrival", State.GOOD, "mail.test.arrival.good", "seconds", seconds);
    }

    private static Line spf(MailboxTestFacts facts) {
        var records = facts.spfRecords();
        if (records == null) {
            return line("spf", State.UNKNOWN, "mail.test.dns", "name", facts.domain());
        }
        var sender = sender(facts.provider());
        if (records.isEmpty()) {
            return advice("spf", State.BAD, "mail.test.spf.none", facts.domain(), "v=spf1 " + sender + " ~all");
        }
        if (records.size() > 1) {
            return line("spf", State.BAD, "mail.test.spf.many", "count", records.size());
        }
        var record = records.getFirst();
        var verdict = facts.spf();
        boolean failed =
                verdict != null && List.of("fail", "softfail", "permerror").contains(verdict);
        if (failed && !record.contains(sender)) {
            return advice("spf", State.BAD, "mail.test.spf.fails", facts.domain(), with(record, sender));
        }
        return failed
                ? line("spf", State.BAD, "mail.test.spf.wrong", "verdict", String.valueOf(verdict))
                : line("spf", State.GOOD, "mail.test.spf.good", "record", record);
    }

    /// The same record, with one more sender before what is said of all others.
    private static String with(String record, String sender) {
        int all = record.toLowerCase(Locale.ROOT).lastIndexOf("all");
        int cut = all > 0 ? record.lastIndexOf(' ', all) : record.length();
        return cut <= 0 ? record + " " + sender : record.substring(0, cut) + " " + sender + record.substring(cut);
    }

    private static String sender(String provider) {
        return switch (provider) {
            case "microsoft" -> "include:spf.protection.outlook.com";
            case "google" -> "include:_spf.google.com";
            default -> "mx a:" + provider;
        };
    }

    private static Line dkim(MailboxTestFacts facts) {
        var signedBy = facts.signedBy();
        if (signedBy == null) {
            return line("dkim", State.BAD, "mail.test.dkim.none", "domain", facts.domain());
        }
        if (!related(signedBy, facts.domain())) {
            return line("dkim", State.BAD, "mail.test.dkim.other", "domain", facts.domain(), "signer", signedBy);
        }
        return "fail".equals(facts.dkim())
                ? line("dkim", State.BAD, "mail.test.dkim.fails", "domain", facts.domain())
                : line("dkim", State.GOOD, "mail.test.dkim.good", "signer", signedBy);
    }

    private static boolean related(String signer, String domain) {
        return signer.equals(domain) || signer.endsWith("." + domain) || domain.endsWith("." + signer);
    }

    private static Line dmarc(MailboxTestFacts facts) {
        var records = facts.dmarcRecords();
        var name = "_dmarc." + facts.domain();
        if (records == null) {
            return line("dmarc", State.UNKNOWN, "mail.test.dns", "name", name);
        }
        if (records.isEmpty()) {
            return advice(
                    "dmarc",
                    State.BAD,
                    "mail.test.dmarc.none",
                    name,
                    "v=DMARC1; p=none; rua=mailto:postmaster@" + facts.domain());
        }
        var record = records.getFirst();
        if ("fail".equals(facts.dmarc())) {
            return line("dmarc", State.BAD, "mail.test.dmarc.fails");
        }
        boolean watchesOnly = record.toLowerCase(Locale.ROOT).replace(" ", "").contains(";p=none");
        return watchesOnly
                ? advice(
                        "dmarc",
                        State.WEAK,
                        "mail.test.dmarc.watching",
                        name,
                        record.replaceFirst("(?i)p\\s*=\\s*none", "p=quarantine"))
                : line("dmarc", State.GOOD, "mail.test.dmarc.good", "record", record);
    }

    private static Line advice(String check, State state, String key, String name, String record) {
        return new Line(check, state, Texts.t(key), name, record);
    }

    private static Line line(String check, State state, String key, Object... arguments) {
        return new Line(check, state, Texts.t(key, arguments), null, null);
    }
}
