package io.keepwell.problems;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What accounts are worth by the trait that an administrator named. An account has the highest value of
/// its people: the same contract often stands with each of them.
@Component
class TraitValue implements CustomerValue {

    // A number above 0, of a person who is nobody else and not forgotten.
    private static final String VALUES = """
            select person.account_id, max((t.value #>> '{}')::numeric) as worth
              from customer_trait t
              join customer c on c.id = t.customer_id
              join customer person on person.id = coalesce(c.merged_into, c.id)
             where t.name = :trait
               and jsonb_typeof(t.value) = 'number'
               and (t.value #>> '{}')::numeric > 0
               and person.erased_at is null
            """;

    private final ProblemSettings settings;
    private final JdbcClient jdbc;

    TraitValue(ProblemSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, BigDecimal> of(Collection<UUID> accounts) {
        var trait = settings.now().valueTrait();
        if (trait == null || accounts.isEmpty()) {
            return Map.of();
        }
        var values = new HashMap<UUID, BigDecimal>();
        jdbc.sql(VALUES + " and person.account_id = any(:accounts) group by 1")
                .param("trait", trait)
                .param("accounts", accounts.toArray(UUID[]::new))
                .query(row -> {
                    values.put(row.getObject("account_id", UUID.class), row.getBigDecimal("worth"));
                });
        return values;
    }

    @Override
    public Optional<BigDecimal> usual() {
        var trait = settings.now().valueTrait();
        if (trait == null) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select percentile_cont(0.5) within group (order by worth)::numeric as median
                          from (""" + VALUES + " group by 1) known")
                .param("trait", trait)
                .query((row, n) -> Optional.ofNullable(row.getBigDecimal("median")))
                .single();
    }
}
