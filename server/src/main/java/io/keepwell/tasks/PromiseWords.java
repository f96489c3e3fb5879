package io.keepwell.tasks;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds what somebody is about to promise in what they write to a customer, in English and German: "I'll call you
/// tomorrow at ten", "Wir melden uns bis Freitag". A pure function of the text and of when and where it is written.
///
/// It is meant to be offered, never to be taken for granted, so it rather misses one than sees one where
/// none is: not in what is quoted, denied, asked, wished or only possible, and not without a time or an
/// event.
public final class PromiseWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_SENTENCE = 600;
    private static final int LONGEST_WHAT = 200;
    private static final int MOST = 5;

    private static final Pattern QUOTE_BEGINS = Pattern.compile(
            "(?m)^\\s*(?:on .{0,200} wrote:|am .{0,200} schrieb.{0,200}:|-{3,}\\s*(?:original|ursprüngliche).*|_{8,})\\s*$",
            FLAGS);
    private static final Pattern QUOTED_LINE = Pattern.compile("(?m)^\\s*>.*$");
    private static final Pattern QUOTED_WORDS = Pattern.compile("[\"“”„«»][^\"“”„«»\\n]{1,300}[\"“”„«»]");
    private static final Pattern HALF_OF_DAY = Pattern.compile("\\b([ap])\\.\\s?m\\.", FLAGS);
    private static final Pattern BETWEEN =
            Pattern.compile("\\b(?:between|zwischen)\\s+(\\S{1,12})\\s+(?:and|und)\\s+(\\S)", FLAGS);
    private static final Pattern SENTENCES = Pattern.compile("(?<=[^\\d\\s][.!?])\\s+|(?<=[!?])\\s+|\\n\\s*\\n");
    private static final Pattern CLAUSES = Pattern.compile(
            "[,;:](?=\\s|$)(?!\\s*(?:(?:at|by|um|bis)\\s+)?\\d)|\\s[–—-]\\s|(?=\\s(?:and|und|but|aber|sondern)\\s)",
            FLAGS);
    private static final Pattern JOINED = Pattern.compile("^\\s*(?:and|und)\\s", FLAGS);

    private static final Pattern NEGATED = Pattern.compile(
            "\\b(?:not|never|cannot|unable|no longer|nicht|keine?[nmrs]?|nie|niemals|weder)\\b|n['’]t\\b", FLAGS);
    private static final Pattern ONLY_POSSIBLE = Pattern.compile(
            "\\b(?:would|could|might|may|should|würde[nst]?|könnte[nst]?|kann|können|möchte[nst]?|sollte[nst]?|dürfte[nst]?)\\b|['’]d\\b",
            FLAGS);
    private static final Pattern CONDITION =
            Pattern.compile("\\b(?:if|unless|in case|provided|falls|sofern|ob)\\b", FLAGS);
    private static final Pattern REPORTED = Pattern.compile(
            "\\b(?:you|they|he|she|sie|du|er)\\s+(?:said|wrote|asked|promised|mentioned|told|sagte[nst]*|schrieb(?:en|st)?|versprach(?:en|st)?|meinte[nst]*|(?:haben|hast|hat)\\s+(?:gesagt|geschrieben|versprochen))\\b",
            FLAGS);
    private static final Pattern EVENT = Pattern.compile(
            "\\b(?:once|when|as soon as|the moment|sobald|sowie|wenn)\\b(?!\\s+(?:possible|i can|we can|möglich))",
            FLAGS);

    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(?:i|we|someone|somebody|my colleague|a colleague|our team)(?:['’]ll|\\s+will|\\s+shall|['’]m\\s+going\\s+to|['’]re\\s+going\\s+to|\\s+am\\s+going\\s+to|\\s+are\\s+going\\s+to|\\s+promise\\s+to)\\b|\\b(?:i|we)\\s+(?:call|ring|phone)\\s+you\\b|\\b(?:i\\s+am|i['’]m|we\\s+are|we['’]re)\\s+(?:calling|ringing|phoning)\\s+you\\b|\\byou(?:['’]ll|\\s+will)\\s+(?:hear|get|have|receive)\\b|\\blet\\s+me\\s+(?:call|ring|get\\s+back)\\b|\\bexpect\\s+(?:my|our|a)\\s+(?:call|answer|reply)\\b",
            FLAGS);
    private static final Pattern ENGLISH_CALL = Pattern.compile(
            "\\b(?:call|calling|ring|ringing|phone|phoning|telephone)\\s+(?:you|back|up)\\b|\\bgive\\s+you\\s+a\\s+(?:call|ring)\\b|\\b(?:my|our|a)\\s+call\\b",
            FLAGS);
    private static final Pattern ENGLISH_ANSWER = Pattern.compile(
            "\\b(?:get|come)\\s+back\\s+to\\s+you\\b|\\bget\\s+back\\b|\\b(?:reply|respond|answer|report\\s+back|follow\\s+up)\\b|\\bwrite\\s+(?:to\\s+)?(?:you|back)\\b|\\bbe\\s+in\\s+touch\\b|\\bhear\\s+(?:back\\s+)?from\\s+(?:me|us)\\b|\\b(?:let|tell|inform|update|notify)\\s+you\\b|\\blet\\s+you\\s+know\\b|\\bkeep\\s+you\\s+(?:posted|updated|informed)\\b|\\b(?:an|our|my|a\\s+full|a)\\s+(?:answer|reply|update)\\b",
            FLAGS);
    private static final Pattern ENGLISH_OTHER = Pattern.compile(
            "\\b(?:send|check|look\\s+(?:into|at|after)|ship|refund|fix|repair|transfer|credit|cancel|deliver|post|replace|arrange|prepare|sort|finish|forward|ask|find\\s+out|book|restore|correct|return|pay|have|get|receive)\\b.*",
            FLAGS);

    private static final Pattern GERMAN = Pattern.compile(
            "\\b(?:ich|wir|jemand|meine\\s+kollegin|mein\\s+kollege)\\b|\\b(?:hören\\s+sie|sie\\s+hören|hörst\\s+du|du\\s+hörst|erhalten\\s+sie|sie\\s+erhalten|bekommen\\s+sie|sie\\s+bekommen)\\b",
            FLAGS);
    private static final Pattern GERMAN_CALL = Pattern.compile(
            "\\b(?:rufe|ruf|rufen|ruft)\\b.*\\b(?:an|zurück)\\b|\\b(?:anrufen|anrufe|zurückrufen|zurückrufe|telefonisch)\\b",
            FLAGS);
    private static final Pattern GERMAN_ANSWER = Pattern.compile(
            "\\b(?:melde|meld|melden|meldet)\\b.*\\b(?:mich|uns|sich)\\b|\\b(?:mich|uns|sich)\\b.*\\b(?:melde|melden)\\b|\\bantworte[nt]?\\b|\\bschreibe?n?\\b.*\\b(?:ihnen|dir|euch)\\b|\\b(?:ihnen|dir|euch)\\b.*\\bschreiben?\\b|\\bbescheid\\b|\\bvon\\s+(?:mir|uns)\\b|\\bauf\\s+(?:sie|dich|euch)\\s+zu\\b|\\bauf\\s+dem\\s+laufenden\\b|\\binformiere?n?\\b|\\b(?:eine|unsere|meine)\\s+antwort\\b",
            FLAGS);
    private static final Pattern GERMAN_OTHER = Pattern.compile(
            "\\b(?:schicken?|senden?|prüfen?|erstatten?|überweisen?|reparieren?|beheben?|liefern?|liefere|ersetzen?|kümmern?|kümmere|klären?|schauen?|versenden?|erledigen?|tauschen?|buchen?|korrigieren?|erhalten|bekommen)\\b.*",
            FLAGS);
    private static final Pattern GERMAN_PAST =
            Pattern.compile("\\b(?:habe|haben|hatte[nst]?|hat|wurde[nst]?)\\b", FLAGS);

    private PromiseWords() {}

    /// A promise somebody is about to make.
    ///
    /// @param phrase the words that make it
    /// @param kind   what is promised
    /// @param what   in words where the kind does not say it, else empty
    /// @param dueAt  until when, null where it is due on an event
    public record Found(
            String phrase,
            TaskKind kind,
            String what,
            @Nullable Instant dueAt) {}

    /// Finds promises, in the order they are made, five at most.
    ///
    /// @param text   what is being written
    /// @param now    when
    /// @param zone   zone in which "ten" is meant
    /// @param locale language and country of the reader, for dates such as 3/4
    /// @param hours  when somebody works, for "by the end of the day"
    public static List<Found> in(String text, Instant now, ZoneId zone, Locale locale, WorkHours hours) {
        var times = new PromiseTimes(now.atZone(zone), locale, hours);
        var found = new ArrayList<Found>();
        for (var sentence : SENTENCES.split(own(text))) {
            if (sentence.length() <= LONGEST_SENTENCE) {
                sentence(sentence.strip(), times, found);
            }
        }
        return found.stream().distinct().limit(MOST).toList();
    }

    /// The text without what is quoted, with every sentence on one line.
    private static String own(String text) {
        var begun = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var quote = QUOTE_BEGINS.matcher(begun);
        var written = quote.find() ? begun.substring(0, quote.start()) : begun;
        var unquoted = QUOTED_WORDS
                .matcher(QUOTED_LINE.matcher(written).replaceAll("\n"))
                .replaceAll(" … ");
        var halves = HALF_OF_DAY.matcher(unquoted).replaceAll("$1m");
        var spans = BETWEEN.matcher(halves).replaceAll("by $2");
        return spans.replace("\r", "").replaceAll("(?<!\\n)\\n(?!\\s*\\n)", " ");
    }

    private static void sentence(String sentence, PromiseTimes times, List<Found> found) {
        if (sentence.endsWith("?") || REPORTED.matcher(sentence).find()) {
            return;
        }
        var clauses = CLAUSES.split(sentence);
        boolean conditional = false;
        boolean english = false;
        boolean german = false;
        for (int i = 0; i < clauses.length; i++) {
            var clause = clauses[i];
            boolean joined = JOINED.matcher(clause).find();
            boolean begins = ENGLISH.matcher(clause).find();
            english = begins || english && joined;
            german = GERMAN.matcher(clause).find() || german && joined;
            conditional |= CONDITION.matcher(clause).find();
            if (!conditional) {
                promise(clauses, i, english, german, times).ifPresent(found::add);
            }
        }
    }

    private static Optional<Found> promise(
            String[] clauses, int i, boolean english, boolean german, PromiseTimes times) {
        var clause = clauses[i];
        if (NEGATED.matcher(clause).find() || ONLY_POSSIBLE.matcher(clause).find()) {
            return Optional.empty();
        }
        var kind = english ? english(clause) : german ? german(clause) : null;
        if (kind == null) {
            return Optional.empty();
        }
        var due = times.find(clause).or(() -> beside(clauses, i, times));
        var phrase = JOINED.matcher(clause).replaceFirst("").strip();
        if (due.isPresent()) {
            return Optional.of(new Found(phrase, kind, kind == TaskKind.OTHER ? what(clause, english) : "", due.get()));
        }
        boolean told = kind == TaskKind.ANSWER || kind == TaskKind.CALL;
        return told && EVENT.matcher(String.join(",", clauses)).find()
                ? Optional.of(new Found(phrase, TaskKind.FIXED, "", null))
                : Optional.empty();
    }

    private static @Nullable TaskKind english(String clause) {
        if (ENGLISH_CALL.matcher(clause).find()) {
            return TaskKind.CALL;
        }
        if (ENGLISH_ANSWER.matcher(clause).find()) {
            return TaskKind.ANSWER;
        }
        return ENGLISH_OTHER.matcher(clause).find() ? TaskKind.OTHER : null;
    }

    private static @Nullable TaskKind german(String clause) {
        if (GERMAN_PAST.matcher(clause).find()) {
            return null;
        }
        if (GERMAN_CALL.matcher(clause).find()) {
            return TaskKind.CALL;
        }
        if (GERMAN_ANSWER.matcher(clause).find()) {
            return TaskKind.ANSWER;
        }
        return GERMAN_OTHER.matcher(clause).find() ? TaskKind.OTHER : null;
    }

    /// A time in the clause after or before, unless that one promises something itself.
    private static Optional<Instant> beside(String[] clauses, int i, PromiseTimes times) {
        for (int next : new int[] {i + 1, i - 1}) {
            if (next >= 0 && next < clauses.length) {
                var other = clauses[next];
                boolean own = ENGLISH.matcher(other).find()
                        || GERMAN.matcher(other).find()
                        || JOINED.matcher(other).find();
                if (!own) {
                    var at = times.find(other);
                    if (at.isPresent()) {
                        return at;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String what(String clause, boolean english) {
        var verb = (english ? ENGLISH_OTHER : GERMAN_OTHER).matcher(clause);
        var words =
                english && verb.find() ? verb.group() : JOINED.matcher(clause).replaceFirst("");
        var brief = words.strip().replaceAll("[.!]+$", "");
        return brief.length() > LONGEST_WHAT ? brief.substring(0, LONGEST_WHAT) : brief;
    }
}
