package io.keepwell.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Records as records, on a real database.
class RecordsTests {

    enum Colour {
        RED,
        BLUE
    }

    record All(
            @Nullable String name,
            int small,
            long large,
            double share,
            boolean yes,
            @Nullable Integer smallOrNone,
            @Nullable Long largeOrNone,
            @Nullable Boolean yesOrNone,
            byte @Nullable [] bytes,
            @Nullable UUID id,
            @Nullable Instant createdAt,
            @Nullable LocalDate day,
            @Nullable LocalTime hour,
            @Nullable Colour colour) {}

    record Strange(List<String> words) {}

    private static JdbcClient jdbc;

    @BeforeAll
    static void connect() {
        var access = TestDatabase.create();
        jdbc = JdbcClient.create(new DriverManagerDataSource(access.url(), access.user(), access.password()));
    }

    @Test
    void readsWhatThereIs() {
        var all = jdbc.sql("""
                        select 'Ana' as name, 7 as small, 8::bigint as large, 0.5::float8 as share, true as yes,
                               9 as small_or_none, 10::bigint as large_or_none, false as yes_or_none,
                               '\\x0102'::bytea as bytes, '00000000-0000-0000-0000-000000000001'::uuid as id,
                               timestamptz '2026-11-22 12:00:00.123456+01' as created_at, date '2026-11-22' as day,
                               time '12:30' as hour, 'BLUE' as colour
                        """).query(Records.of(All.class)).single();

        assertThat(all.bytes()).containsExactly(1, 2);
        assertThat(all)
                .usingRecursiveComparison()
                .ignoringFields("bytes")
                .isEqualTo(new All(
                        "Ana",
                        7,
                        8,
                        0.5,
                        true,
                        9,
                        10L,
                        false,
                        null,
                        new UUID(0, 1),
                        Instant.parse("2026-11-22T11:00:00.123456Z"),
                        LocalDate.of(2026, 11, 22),
                        LocalTime.of(12, 30),
                        Colour.BLUE));
    }

    @Test
    void leavesOutWhatIsNull() {
        var all = jdbc.sql("""
                        select null::text as name, 0 as small, 0::bigint as large, 0::float8 as share, false as yes,
                               null::int as small_or_none, null::bigint as large_or_none, null::boolean as yes_or_none,
                               null::bytea as bytes, null::uuid as id, null::timestamptz as created_at, null::date as day,
                               null::time as hour, null::text as colour
                        """).query(Records.of(All.class)).single();

        assertThat(all).isEqualTo(new All(null, 0, 0, 0, false, null, null, null, null, null, null, null, null, null));
    }

    record Number(int number) {}

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> jdbc.sql("select null::int as number")
                        .query(Records.of(Number.class))
                        .single())
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("number is null");
        assertThatThrownBy(() -> jdbc.sql("select 1 as other")
                        .query(Records.of(Number.class))
                        .single())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("number");
        assertThatThrownBy(() -> Records.of(Strange.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words");
    }
}
