package io.keepwell.customers.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.customers.RelationshipEvidence.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RelationshipLineTests {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    @DisplayName("37: it bends after each thing, and goes back to the middle by half in ninety days")
    void bendsAndFades() {
        var line = RelationshipLine.of(List.of(item(90, -0.3), item(0, 0.8)));

        assertThat(line.points())
                .extracting(RelationshipLine.Point::level)
                .first()
                .isEqualTo(0.8);
        assertThat(line.points().get(1).before()).isCloseTo(0.4, within(1e-9));
        assertThat(line.points().get(1).level()).isCloseTo(0.1, within(1e-9));
        assertThat(line.at(day(45))).isCloseTo(0.8 * Math.sqrt(0.5), within(1e-9));
        assertThat(line.at(day(180))).isCloseTo(0.05, within(1e-9));
    }

    @Test
    @DisplayName("37: it begins in the middle and stays within its edges")
    void staysWithinItsEdges() {
        var line = RelationshipLine.of(List.of(item(1, -0.8), item(2, -0.8), item(3, -0.8)));

        assertThat(line.at(day(0))).isZero();
        assertThat(line.points().get(2).level()).isEqualTo(-1);
        assertThat(RelationshipLine.of(List.of()).at(day(5))).isZero();
        assertThatThrownBy(() -> item(0, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Item item(int day, double weight) {
        return new Item(day(day), weight, "mail", "Something", null, null);
    }

    private static Instant day(int day) {
        return BEGINNING.plus(Duration.ofDays(day));
    }
}
