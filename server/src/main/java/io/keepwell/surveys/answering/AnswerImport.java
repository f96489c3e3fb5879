package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.surveys.AnswerBringing;
import io.keepwell.surveys.Brought;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.Question;
import io.keepwell.surveys.QuestionKind;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Brings answers along, each in a transaction of its own: what cannot be taken is told, and keeps nothing else back.
@Service
class AnswerImport {

    private static final int MOST = 50_000;

    /// An answer as it comes.
    record Line(
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String name,
            @Nullable Integer score,
            @Nullable String words,
            @Nullable Instant at) {}

    private final AnswerBringing bringing;
    private final Customers customers;
    private final ZoneId zone;

    AnswerImport(AnswerBringing bringing, Customers customers, @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone) {
        this.bringing = bringing;
        this.customers = customers;
        this.zone = zone;
    }

    AnswerImportApi.Outcome bring(Survey survey, @Nullable String source, List<Line> lines) {
        if (source == null || source.isBlank() || source.length() > 60) {
            throw InvalidRequest.field("source", t("surveys.import.source"));
        }
        int made = 0;
        int updated = 0;
        var refused = new ArrayList<String>();
        int number = 0;
        for (var line : lines) {
            number++;
            try {
                if (bringing.bring(survey, brought(survey, source.strip(), line))) {
                    made++;
                } else {
                    updated++;
                }
            } catch (Refusal no) {
                refused.add(t("surveys.import.refused", "line", number, "why", no.sentence()));
            }
        }
        return new AnswerImportApi.Outcome(made, updated, refused);
    }

    private Brought brought(Survey survey, String source, Line line) {
        if (line.externalId() == null || line.externalId().isBlank() || line.at() == null) {
            throw InvalidRequest.field("externalId", t("surveys.import.needs"));
        }
        var values = new HashMap<UUID, Given.Value>();
        if (line.score() != null) {
            var scored = survey.scored()
                    .orElseThrow(() -> InvalidRequest.field("score", t("surveys.answering.wrong.score")));
            values.put(scored.id(), Given.Value.of(line.score()));
        }
        if (line.words() != null && !line.words().isBlank()) {
            var text = survey.questions().stream()
                    .filter(it -> it.kind() == QuestionKind.TEXT)
                    .findFirst()
                    .map(Question::id)
                    .orElseThrow(() -> InvalidRequest.field("words", t("surveys.import.wordless")));
            values.put(text, Given.Value.of(line.words()));
        }
        if (values.isEmpty()) {
            throw InvalidRequest.field("score", t("surveys.page.wrong.empty"));
        }
        return new Brought(source, line.externalId().strip(), customer(survey, line, line.at()), line.at(), values);
    }

    private @Nullable UUID customer(Survey survey, Line line, Instant at) {
        if (line.email() == null || line.email().isBlank() || survey.privacy() == SurveyPrivacy.ANONYMOUS) {
            return null;
        }
        return EmailAddress.parse(line.email().strip())
                .map(address -> customers.meet(address, line.name(), null, at))
                .map(Customer::id)
                .orElseThrow(() -> InvalidRequest.field("email", t("surveys.import.email")));
    }

    /// The same from a table with the columns `id`, `email`, `name`, `score`, `comment` and `date`.
    AnswerImportApi.Outcome table(Survey survey, @Nullable String source, String table) {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreHeaderCase(true)
                .get();
        var text = table.startsWith("\uFEFF") ? table.substring(1) : table;
        try (var parser = format.parse(new java.io.StringReader(text))) {
            var lines = new ArrayList<Line>();
            for (var row : parser) {
                if (lines.size() >= MOST) {
                    throw InvalidRequest.field("table", t("surveys.import.many"));
                }
                lines.add(line(row));
            }
            return bring(survey, source, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("table", t("surveys.import.unreadable"));
        }
    }

    private Line line(CSVRecord row) {
        var score = cell(row, "score");
        return new Line(
                cell(row, "id"),
                cell(row, "email"),
                cell(row, "name"),
                // what is no number is no score of ours either, and told as such
                score == null ? null : score.matches("\\d{1,3}") ? Integer.valueOf(score) : Integer.valueOf(-1),
                cell(row, "comment"),
                moment(cell(row, "date")));
    }

    private static @Nullable String cell(CSVRecord row, String name) {
        if (!row.isMapped(name) || !row.isSet(name)) {
            return null;
        }
        var text = row.get(name);
        return text.isBlank() ? null : text;
    }

    private @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.toUpperCase(Locale.ROOT).contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atTime(12, 0).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
