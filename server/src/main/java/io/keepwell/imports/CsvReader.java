package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import io.keepwell.shared.EmailAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Reads tables with a line per message. The first line names the columns: `conversation`, `at`, `customer`
/// and `text` have to be there; `direction` (`in`, `out`, `note`), `customer_name`, `author`,
/// `author_name`, `subject`, `state`, `tags`, `priority`, `assignee` and `message` may be.
final class CsvReader implements Reader {

    private static final List<String> NEEDED = List.of("conversation", "at", "customer", "text");

    private final ZoneId zone;

    /// @param zone zone of times that name none
    CsvReader(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void read(Source file, long from, Listener listener) throws IOException, InterruptedException {
        try (var in = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            char separator = separator(in);
            var lines = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(separator)
                    .setIgnoreEmptyLines(true)
                    .setIgnoreSurroundingSpaces(true)
                    .get()
                    .parse(in)
                    .iterator();
            if (!lines.hasNext()) {
                throw new IOException("This file is empty.");
            }
            var columns = columns(lines.next());
            long item = 0;
            while (lines.hasNext()) {
                var line = lines.next();
                long number = item++;
                if (number < from) {
                    continue;
                }
                var place = "line " + (number + 2);
                try {
                    listener.told(number, told(line, columns));
                } catch (DeskReader.Odd e) {
                    listener.trouble(number, new Trouble(place, String.valueOf(e.getMessage())));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            throw new IOException("This is no table: " + e.getMessage());
        }
    }

    /// Tables out of a German Excel have semicolons; a mark before the first letter is not part of it.
    private static char separator(BufferedReader in) throws IOException {
        in.mark(8192);
        if (in.read() != '\ufeff') {
            in.reset();
        }
        in.mark(8192);
        var first = in.readLine();
        in.reset();
        if (first == null) {
            return ',';
        }
        return first.chars().filter(c -> c == ';').count()
                        > first.chars().filter(c -> c == ',').count()
                ? ';'
                : first.contains("\t") && !first.contains(",") ? '\t' : ',';
    }

    private static Map<String, Integer> columns(CSVRecord head) throws IOException {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < head.size(); i++) {
            columns.put(head.get(i).strip().toLowerCase(Locale.ROOT).replaceAll("[ -]", "_"), i);
        }
        var missing = NEEDED.stream().filter(name -> !columns.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new IOException(
                    "The first line has to name the columns conversation, at, customer and text. Missing: "
                            + String.join(", ", missing) + ".");
        }
        return columns;
    }

    private Told told(CSVRecord line, Map<String, Integer> columns) {
        var row = new Row(line, columns);
        var conversation = row.needed("conversation");
        var customer = EmailAddress.parse(row.needed("customer"))
                .orElseThrow(
                        () -> new DeskReader.Odd("\"" + row.of("customer").orElse("") + "\" is no e-mail address."));
        var at = at(row.needed("at"));
        var direction = row.of("direction").orElse("in").toLowerCase(Locale.ROOT);
        if (!List.of("in", "out", "note").contains(direction)) {
            throw new DeskReader.Odd("direction is \"" + direction + "\"; it can be in, out or note.");
        }
        boolean out = !direction.equals("in");
        var text = row.needed("text");
        var person = new Told.Person(customer.value(), row.of("customer_name").orElse(null));
        var author = row.of("author")
                .flatMap(EmailAddress::parse)
                .map(email ->
                        new Told.Person(email.value(), row.of("author_name").orElse(null)))
                .orElse(out ? null : person);
        var key = "csv:" + conversation;
        var state = row.of("state").map(CsvReader::state).orElse(ConversationState.CLOSED);
        return new Told(
                key,
                List.of(),
                row.of("subject").orElse(""),
                state,
                DeskReader.priority(tools.jackson.databind.node.StringNode.valueOf(
                        row.of("priority").orElse(""))),
                person,
                row.of("assignee").orElse(null),
                row.of("language").map(DeskReader::locale).orElse(null),
                row.of("tags").map(tags -> Arrays.asList(tags.split("[,;|]"))).orElse(List.of()),
                at,
                null,
                List.of(new Told.Message(
                        key + ":" + row.of("message").orElseGet(() -> hash(at + direction + text)),
                        out,
                        direction.equals("note"),
                        author,
                        row.of("author_name").orElse(null),
                        false,
                        null,
                        text,
                        null,
                        at,
                        List.of(),
                        List.of())));
    }

    private static ConversationState state(String word) {
        return Arrays.stream(ConversationState.values())
                .filter(state -> state.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new DeskReader.Odd(
                        "state is \"" + word + "\"; it can be open, pending, on-hold, solved or closed."));
    }

    private Instant at(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            try {
                var local = text.replace(' ', 'T');
                return LocalDateTime.parse(local.length() == 10 ? local + "T00:00" : local)
                        .atZone(zone)
                        .toInstant();
            } catch (DateTimeException worse) {
                throw new DeskReader.Odd(
                        "\"" + text + "\" is no time such as 2026-01-31 10:00 or 2026-01-31T10:00:00Z.");
            }
        }
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Row(CSVRecord line, Map<String, Integer> columns) {

        Optional<String> of(String column) {
            var index = columns.get(column);
            @Nullable String value = index == null || index >= line.size() ? null : line.get(index);
            return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
        }

        String needed(String column) {
            return of(column).orElseThrow(() -> new DeskReader.Odd(column + " is empty."));
        }
    }
}
