package io.keepwell.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.customers.RememberedNotes;
import io.keepwell.customers.RememberedNotes.Note;
import io.keepwell.customers.RememberedNotes.Source;
import io.keepwell.platform.KeepwellSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// What the people of Pennyfold remember of those who wait now.
@DemoOnly
@Component
class Memories {

    private final RememberedNotes notes;
    private final KeepwellSettings settings;

    Memories(RememberedNotes notes, KeepwellSettings settings) {
        this.notes = notes;
        this.settings = settings;
    }

    /// Keeps them, each by the day it was said.
    void keep(Pennyfold company, Seed.Ground ground, Instant now) {
        try (var in = new ClassPathResource("demo/memories.txt").getInputStream()) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .forEach(cells -> keep(company, ground, now, cells));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Pennyfold company, Seed.Ground ground, Instant now, String[] cells) {
        var said = now.minus(Duration.ofDays(Long.parseLong(cells[1])));
        notes.keep(
                new Note(
                        company.people().get(Integer.parseInt(cells[0])).id(),
                        cells[5],
                        Source.of(cells[2]),
                        null,
                        null,
                        LocalDate.ofInstant(said, settings.zone()),
                        cells[4].equals("yes"),
                        null,
                        false),
                ground.member(Colleague.valueOf(cells[3])));
    }
}
