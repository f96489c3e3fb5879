package io.keepwell.mail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Which part of a message need not be shown at first, because it only repeats the thread (Q1 to Q4, Q6).
/// Nothing is taken away: the sections put together are the text. Only a quote at the very end is hidden, and
/// only when every word of it stands in an earlier message, in runs of four at least: what the customer has
/// written between or into our lines stays visible, and so does what we do not know.
public final class QuoteTrim {

    /// A part of a message.
    ///
    /// @param hidden shown on demand only
    public record Section(boolean hidden, String text) {}

    private static final int RUN = 4;
    private static final int LONGEST_TEXT = 500_000;
    private static final int MOST_EARLIER = 2_000_000;

    private static final List<String> WROTE = List.of(
            "wrote",
            "writes",
            "schrieb",
            "a écrit",
            "escribió",
            "ha scritto",
            "schreef",
            "escreveu",
            "napisał",
            "skrev",
            "kirjoitti",
            "написал",
            "写道",
            "のメール",
            "написала",
            "написав",
            "пишет",
            "napsal",
            "napísal",
            "ezt írta",
            "írta",
            "a scris",
            "yazdı",
            "έγραψε",
            "寫道",
            "님이 작성",
            "작성:",
            "كتب",
            "כתב",
            "đã viết",
            "menulis",
            "napisao",
            "napisala",
            "написа",
            "va escriure",
            "je pisal",
            "rašė",
            "rakstīja",
            "kirjutas");
    private static final List<String> ATTRIBUTION_STARTS = List.of(
            "on ", "am ", "le ", "el ", "il ", "op ", "em ", "den ", "dnia ", "w dniu ", "på ", "ma ", "pe ", "în data",
            "dne ", "dňa ", "στις ", "в ", "на ", "a ", "pada ", "vào ", "ngày ", "בתאריך", "في ");
    private static final List<String> SENDER_LABELS = List.of(
            "from:",
            "von:",
            "de :",
            "de:",
            "da:",
            "van:",
            "från:",
            "od:",
            "发件人:",
            "发件人：",
            "fra:",
            "lähettäjä:",
            "от:",
            "від:",
            "odesílatel:",
            "feladó:",
            "de la:",
            "kimden:",
            "gönderen:",
            "από:",
            "寄件者:",
            "寄件者：",
            "差出人:",
            "差出人：",
            "보낸 사람:",
            "من:",
            "מאת:",
            "từ:",
            "dari:",
            "šalje:",
            "remitent:",
            "pošiljatelj:",
            "nuo:",
            "no:",
            "saatja:",
            "absender:");
    private static final List<String> LABELS = List.of(
            "sent:",
            "gesendet:",
            "envoyé :",
            "envoyé:",
            "enviado:",
            "enviado el:",
            "inviato:",
            "verzonden:",
            "date:",
            "datum:",
            "to:",
            "an:",
            "à :",
            "à:",
            "para:",
            "a:",
            "aan:",
            "cc:",
            "kopie:",
            "subject:",
            "betreff:",
            "objet :",
            "objet:",
            "asunto:",
            "oggetto:",
            "onderwerp:",
            "reply-to:",
            "antwort an:",
            "importance:",
            "priorität:",
            "skickat:",
            "sendt:",
            "lähetetty:",
            "отправлено:",
            "надіслано:",
            "odesláno:",
            "odoslané:",
            "elküldve:",
            "trimis:",
            "gönderildi:",
            "tarih:",
            "στάλθηκε:",
            "发送时间:",
            "发送时间：",
            "日期:",
            "日期：",
            "寄件日期:",
            "送信日時:",
            "日時:",
            "보낸 날짜:",
            "تاريخ الإرسال:",
            "נשלח:",
            "đã gửi:",
            "dikirim:",
            "poslano:",
            "изпратено:",
            "enviat:",
            "wysłano:",
            "saadetud:",
            "issiųsta:",
            "nosūtīts:",
            "data:",
            "fecha:",
            "dato:",
            "päivämäärä:",
            "дата:",
            "till:",
            "til:",
            "vastaanottaja:",
            "кому:",
            "komu:",
            "címzett:",
            "către:",
            "kime:",
            "προς:",
            "收件人:",
            "收件人：",
            "收件者:",
            "宛先:",
            "받는 사람:",
            "إلى:",
            "אל:",
            "đến:",
            "kepada:",
            "prima:",
            "до:",
            "per a:",
            "do:",
            "kam:",
            "kellele:",
            "ämne:",
            "emne:",
            "aihe:",
            "тема:",
            "předmět:",
            "predmet:",
            "tárgy:",
            "subiect:",
            "konu:",
            "θέμα:",
            "主题:",
            "主题：",
            "主旨:",
            "件名:",
            "제목:",
            "الموضوع:",
            "נושא:",
            "chủ đề:",
            "subjek:",
            "относно:",
            "assumpte:",
            "zadeva:",
            "temat:",
            "tēma:",
            "teema:",
            "tema:",
            "kopia:",
            "kopi:",
            "копия:",
            "копія:",
            "抄送:",
            "抄送：");
    private static final List<String> ORIGINAL = List.of(
            "original message",
            "ursprüngliche nachricht",
            "originalnachricht",
            "message d'origine",
            "mensaje original",
            "messaggio originale",
            "oorspronkelijk bericht",
            "mensagem original",
            "reply message",
            "originalmeddelande",
            "ursprungligt meddelande",
            "oprindelig meddelelse",
            "opprinnelig melding",
            "alkuperäinen viesti",
            "исходное сообщение",
            "оригинальное сообщение",
            "оригінальне повідомлення",
            "původní zpráva",
            "pôvodná správa",
            "eredeti üzenet",
            "mesaj original",
            "mesajul original",
            "orijinal mesaj",
            "özgün ileti",
            "αρχικό μήνυμα",
            "原始邮件",
            "原始郵件",
            "元のメッセージ",
            "원본 메시지",
            "원본 메일",
            "الرسالة الأصلية",
            "הודעה מקורית",
            "thư gốc",
            "pesan asli",
            "izvorna poruka",
            "originalna poruka",
            "оригинално съобщение",
            "missatge original",
            "izvirno sporočilo",
            "wiadomość oryginalna",
            "oryginalna wiadomość",
            "algne kiri",
            "originalus laiškas");
    private static final List<String> FORWARDED = List.of(
            "forwarded message",
            "weitergeleitete nachricht",
            "message transféré",
            "mensaje reenviado",
            "messaggio inoltrato",
            "vidarebefordrat meddelande",
            "videresendt meddelelse",
            "videresendt melding",
            "välitetty viesti",
            "doorgestuurd bericht",
            "mensagem encaminhada",
            "mensagem reencaminhada",
            "przekazana wiadomość",
            "пересланное сообщение",
            "переслане повідомлення",
            "přeposlaná zpráva",
            "preposlaná správa",
            "továbbított üzenet",
            "mesaj redirecționat",
            "iletilen ileti",
            "yönlendirilmiş mesaj",
            "προωθημένο μήνυμα",
            "转发的邮件",
            "轉寄郵件",
            "転送メッセージ",
            "전달된 메시지",
            "رسالة معاد توجيهها",
            "הודעה שהועברה",
            "thư đã chuyển tiếp",
            "pesan terusan",
            "proslijeđena poruka",
            "препратено съобщение",
            "missatge reenviat");

    private final List<String> lines;
    private final List<String> bodies;
    private final boolean[] quoted;
    private final boolean[] frame;
    private final boolean[] start;

    private QuoteTrim(String text) {
        this.lines = List.of(text.split("\n", -1));
        this.bodies = lines.stream().map(QuoteTrim::body).toList();
        this.quoted = new boolean[lines.size()];
        this.frame = new boolean[lines.size()];
        this.start = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            quoted[i] = lines.get(i).startsWith(">");
        }
    }

    /// Splits a message into what is new and what is quoted.
    ///
    /// @param text of the message
    /// @param earlier texts of the earlier messages of its thread, as received and as sent; empty for a first
    /// message and for forwarded mail, which are never trimmed
    /// @return one or two sections
    public static List<Section> sections(String text, List<String> earlier) {
        var everything = List.of(new Section(false, text));
        if (earlier.isEmpty() || text.length() > LONGEST_TEXT) {
            return everything;
        }
        var trim = new QuoteTrim(text);
        if (trim.forwarded()) {
            return everything;
        }
        trim.findFrames();
        int from = trim.hiddenFrom(earlier);
        String visible = String.join("\n", trim.lines.subList(0, from));
        if (from == trim.lines.size() || visible.isBlank()) {
            return everything;
        }
        return List.of(
                new Section(false, visible),
                new Section(true, String.join("\n", trim.lines.subList(from, trim.lines.size()))));
    }

    /// What stands above the first quote of any kind, known or not. For the letters of colleagues, whose quotes may
    /// hold
    /// what no customer is to read (T16).
    public static String aboveQuotes(String text) {
        if (text.length() > LONGEST_TEXT) {
            return "";
        }
        var trim = new QuoteTrim(text);
        trim.findFrames();
        int end = 0;
        while (end < trim.lines.size() && !trim.start[end] && !trim.frame[end] && !trim.quoted[end]) {
            end++;
        }
        return String.join("\n", trim.lines.subList(0, end)).strip();
    }

    private static String body(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == '>' || line.charAt(at) == ' ')) {
            at++;
        }
        return line.substring(at).strip();
    }

    private boolean forwarded() {
        return IntStream.range(0, lines.size())
                .filter(i -> !quoted[i])
                .mapToObj(i -> bodies.get(i).toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.length() < 100 && FORWARDED.stream().anyMatch(line::contains));
    }

    /// Marks what programs put around a quote: "On ... wrote:", "-----Original Message-----", From and Subject
    /// lines.
    private void findFrames() {
        for (int i = 0; i < lines.size(); i++) {
            String line = bodies.get(i).toLowerCase(Locale.ROOT);
            if (quoted[i] && (i == 0 || !quoted[i - 1])) {
                start[i] = true;
            }
            int length = attribution(i);
            if (length == 0 && separator(line)) {
                length = 1;
            }
            if (length == 0 && starts(line, SENDER_LABELS)) {
                length = headerBlock(i);
            }
            if (length > 0) {
                start[i] = true;
                for (int j = i; j < i + length; j++) {
                    frame[j] = true;
                }
            }
        }
    }

    /// How many lines from here are "On Monday, Mara wrote:", which programs wrap; 0 if none. Lines of another depth of
    /// quoting, and those above one that is such a line by itself, are somebody's words.
    private int attribution(int at) {
        var together = new StringBuilder();
        for (int length = 1; length <= 3 && at + length <= lines.size(); length++) {
            int last = at + length - 1;
            if (depth(last) != depth(at) || (length > 1 && beginsAndAnnounces(bodies.get(last)))) {
                return 0;
            }
            together.append(bodies.get(last)).append(' ');
            String line = together.toString().strip().toLowerCase(Locale.ROOT);
            if (line.isEmpty() || line.length() > 250) {
                return 0;
            }
            if (announces(line)) {
                return length;
            }
            if (!starts(line, ATTRIBUTION_STARTS)) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean beginsAndAnnounces(String body) {
        String line = body.toLowerCase(Locale.ROOT);
        return announces(line) && starts(line, ATTRIBUTION_STARTS);
    }

    private static boolean announces(String line) {
        boolean ends = line.endsWith(":") || line.endsWith("：");
        boolean dated = line.chars().anyMatch(Character::isDigit) || line.indexOf('@') > 0;
        return ends && dated && WROTE.stream().anyMatch(line::contains);
    }

    private long depth(int at) {
        return lines.get(at)
                .chars()
                .takeWhile(c -> c == '>' || c == ' ')
                .filter(c -> c == '>')
                .count();
    }

    private static boolean separator(String line) {
        boolean underscores = line.length() >= 10 && line.chars().allMatch(c -> c == '_');
        return underscores
                || (line.startsWith("--")
                        && line.length() < 100
                        && ORIGINAL.stream().anyMatch(line::contains));
    }

    /// How many lines the From line and the labels below it are; 0 for a lone "From:".
    private int headerBlock(int at) {
        int length = 1;
        while (at + length < lines.size()
                && length < 10
                && starts(bodies.get(at + length).toLowerCase(Locale.ROOT), LABELS)) {
            length++;
        }
        return length >= 3 ? length : 0;
    }

    private static boolean starts(String line, List<String> words) {
        return words.stream().anyMatch(word -> line.startsWith(word) || line.startsWith("*" + word));
    }

    /// The first line of the quote that may be hidden, or the number of lines.
    private int hiddenFrom(List<String> earlier) {
        var words = new ArrayList<List<String>>();
        for (int i = 0; i < lines.size(); i++) {
            words.add(frame[i] ? List.of() : words(bodies.get(i)));
        }
        var known = known(words, earlier);
        int from = lines.size();
        boolean bare = false;
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!frame[i] && !words.get(i).isEmpty()) {
                if (!known.get(i)) {
                    break;
                }
                bare = bare || !quoted[i];
            }
            // Unmarked words may only be hidden where a frame says that a quote begins; below "> " they are an answer
            // (Q3).
            if (start[i] && (!bare || (frame[i] && !quotesFollow(i)))) {
                from = i;
            }
        }
        return from < lines.size() && longEnough(words, from, earlier) ? from : lines.size();
    }

    private boolean quotesFollow(int at) {
        int next = at;
        while (next < lines.size() && (frame[next] || bodies.get(next).isEmpty())) {
            next++;
        }
        return next < lines.size() && quoted[next];
    }

    /// The lines of which every word lies in a run of words that an earlier message has too. A quote shorter
    /// than a run must be a whole earlier message, see `longEnough`.
    private static BitSet known(List<List<String>> lines, List<String> earlier) {
        var runs = runs(earlier);
        var all = new ArrayList<String>();
        lines.forEach(all::addAll);
        var covered = new BitSet(all.size());
        for (int i = 0; i + RUN <= all.size(); i++) {
            if (runs.contains(hash(all, i, RUN))) {
                covered.set(i, i + RUN);
            }
        }
        var whole = wholeMessages(earlier);
        var known = new BitSet(lines.size());
        int at = 0;
        for (int i = 0; i < lines.size(); i++) {
            int end = at + lines.get(i).size();
            known.set(i, covered.nextClearBit(at) >= end || whole.contains(lines.get(i)));
            at = end;
        }
        return known;
    }

    private static boolean longEnough(List<List<String>> lines, int from, List<String> earlier) {
        var hidden =
                lines.subList(from, lines.size()).stream().flatMap(List::stream).toList();
        return hidden.size() >= RUN
                || (!hidden.isEmpty() && wholeMessages(earlier).contains(hidden));
    }

    private static Set<List<String>> wholeMessages(List<String> earlier) {
        var whole = new HashSet<List<String>>();
        for (String message : earlier) {
            if (message.length() < 100) {
                whole.add(words(message));
            }
        }
        whole.remove(List.<String>of());
        whole.removeIf(words -> words.size() >= RUN);
        return whole;
    }

    private static Set<Long> runs(List<String> earlier) {
        var runs = new HashSet<Long>();
        int left = MOST_EARLIER;
        for (String message : earlier) {
            var words = words(message.substring(0, Math.min(message.length(), left)));
            left -= Math.min(message.length(), left);
            for (int i = 0; i + RUN <= words.size(); i++) {
                runs.add(hash(words, i, RUN));
            }
        }
        return runs;
    }

    private static long hash(List<String> words, int from, int count) {
        long hash = 1_125_899_906_842_597L;
        for (String word : words.subList(from, from + count)) {
            for (int i = 0; i < word.length(); i++) {
                hash = 31 * hash + word.charAt(i);
            }
            hash = 31 * hash + ' ';
        }
        return hash;
    }

    /// Words in lower case; in scripts that write without blanks every character is one.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean letter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            boolean single = c >= '\u2e80' && !Character.isSurrogate(c);
            if ((!letter || single) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter && single) {
                words.add(String.valueOf(c));
            } else if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        return words;
    }
}
