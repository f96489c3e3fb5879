package io.keepwell.followups;

import io.keepwell.science.Interval;
import io.keepwell.science.Proportion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How well unhappy customers are cared for (3.6.10), why they did not get what they wanted (31), and where (33).
@Component
class FollowUpReport {

    /// Of fewer a median has no interval.
    private static final int FEWEST = 6;

    private static final double Z = 1.959963984540054;

    /// A share with how sure one can be of it.
    record Share(Figure figure, Proportion of) {

        Interval interval() {
            return of.interval();
        }
    }

    /// The median time to the first contact, in hours that passed for the customer.
    ///
    /// @param low  lower end of its 95 % interval by the order of the times, null of few
    /// @param high upper end
    record Median(
            long n,
            @Nullable Double hours,
            @Nullable Double low,
            @Nullable Double high) {}

    /// So many with one choice, out of all who made one.
    ///
    /// @param key  name of the parameter that opens it to its people
    /// @param id   id of the choice or of the part of the product, null for none
    /// @param name as people read it, null for none
    record Part(String key, @Nullable UUID id, @Nullable String name, Proportion of) {}

    /// The whole report.
    ///
    /// @param reasons the chosen reasons, the most frequent first
    /// @param steps   the gaps by step of the journey
    /// @param areas   the gaps by part of the product
    /// @param kept    how many of those contacted and of the others stayed; null while nobody knows
    record Report(
            long all,
            List<Share> shares,
            Median median,
            List<Part> reasons,
            List<Part> steps,
            List<Part> areas,
            @Nullable Kept kept) {}

    /// Who stayed later. Not randomised: those who could be contacted differ from the others.
    record Kept(Proportion contacted, Proportion others) {}

    private final ChoiceStore choices;
    private final ObjectProvider<LaterRetention> retention;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpReport(ChoiceStore choices, ObjectProvider<LaterRetention> retention, JdbcClient jdbc, Clock clock) {
        this.choices = choices;
        this.retention = retention;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Report of(FollowUpFilter filter) {
        var shares = new ArrayList<Share>();
        for (var figure : Figure.values()) {
            shares.add(share(figure, filter));
        }
        var values = new HashMap<String, Object>();
        var where = filter.sql(values, clock.instant());
        long all = jdbc.sql("select count(*) from follow_up f" + where)
                .params(values)
                .query(Long.class)
                .single();
        return new Report(
                all,
                List.copyOf(shares),
                median(filter),
                chosen("reason", "reason_id", "and f.reason_id is not null", filter),
                chosen("step", "step_id", "and f.wanted <> '' and f.got <> ''", filter),
                areas(filter),
                kept(filter));
    }

    private Share share(Figure figure, FollowUpFilter filter) {
        var values = new HashMap<String, Object>();
        var where = filter.sql(values, clock.instant());
        return jdbc.sql("select count(*) filter (where " + figure.holds() + ") as held, count(*) as n from follow_up f"
                        + where + " and " + figure.of())
                .params(values)
                .query((row, n) -> new Share(figure, new Proportion(row.getLong("held"), row.getLong("n"))))
                .single();
    }

    // The order statistics around the median that hold it in 95 of 100 cases (normal approximation of the binomial).
    private Median median(FollowUpFilter filter) {
        var values = new HashMap<String, Object>();
        var where = filter.sql(values, clock.instant());
        var hours = jdbc.sql("""
                        select extract(epoch from f.first_contacted_at - f.opened_at) / 3600.0 as hours
                          from follow_up f
                        """ + where + " and f.first_contacted_at is not null"
                        + " and f.close_reason is distinct from 'not-valid' order by 1")
                .params(values)
                .query((row, n) -> row.getDouble("hours"))
                .list();
        int n = hours.size();
        if (n == 0) {
            return new Median(0, null, null, null);
        }
        double median = n % 2 == 1 ? hours.get(n / 2) : (hours.get(n / 2 - 1) + hours.get(n / 2)) / 2;
        if (n < FEWEST) {
            return new Median(n, median, null, null);
        }
        int low = (int) Math.floor(n / 2.0 - Z * Math.sqrt(n) / 2);
        int high = (int) Math.ceil(1 + n / 2.0 + Z * Math.sqrt(n) / 2);
        return new Median(n, median, hours.get(Math.max(1, low) - 1), hours.get(Math.min(n, high) - 1));
    }

    private List<Part> chosen(String key, String column, String condition, FollowUpFilter filter) {
        return parts(key, "f." + column, condition, filter).stream()
                .map(it -> new Part(key, it.id(), choices.label(it.id()), it.of()))
                .toList();
    }

    private List<Part> areas(FollowUpFilter filter) {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql("select id, name from problem_area").query(row -> {
            names.put(row.getObject("id", UUID.class), row.getString("name"));
        });
        return parts("area", "f.area_id", "and f.wanted <> '' and f.got <> ''", filter).stream()
                .map(it -> new Part(it.key(), it.id(), it.id() == null ? null : names.get(it.id()), it.of()))
                .toList();
    }

    private List<Part> parts(String key, String column, String condition, FollowUpFilter filter) {
        var values = new HashMap<String, Object>();
        var where = filter.sql(values, clock.instant());
        return jdbc.sql("select " + column
                        + " as id, count(*) as many, (sum(count(*)) over ())::bigint as n from follow_up f"
                        + where + " and f.close_reason is distinct from 'not-valid' " + condition
                        + " group by 1 order by 2 desc, 1")
                .params(values)
                .query((row, n) -> part(key, row))
                .list();
    }

    private static Part part(String key, ResultSet row) throws SQLException {
        return new Part(
                key, row.getObject("id", UUID.class), null, new Proportion(row.getLong("many"), row.getLong("n")));
    }

    private @Nullable Kept kept(FollowUpFilter filter) {
        return Optional.ofNullable(retention.getIfAvailable())
                .flatMap(port -> port.stayed(people(filter, true))
                        .flatMap(contacted ->
                                port.stayed(people(filter, false)).map(others -> new Kept(contacted, others))))
                .orElse(null);
    }

    private List<UUID> people(FollowUpFilter filter, boolean contacted) {
        var values = new HashMap<String, Object>();
        var where = filter.sql(values, clock.instant());
        return jdbc.sql("select distinct f.customer_id from follow_up f" + where
                        + " and f.close_reason is distinct from 'not-valid' and f.first_contacted_at is "
                        + (contacted ? "not null" : "null"))
                .params(values)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
