package io.keepwell.conversations;

import io.keepwell.conversations.InboxFilter.View;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// The condition that a filter puts to the conversations, named `c`, with its parameters. Several conditions fit into
/// one query, each with a prefix of its own. Words out of our own enums are written out, so that PostgreSQL sees which
/// partial index serves; whatever people typed is a parameter.
///
/// @param sql        the condition
/// @param parameters its parameters besides `:me` and `:now`
record InboxWhere(String sql, Map<String, Object> parameters) {

    private static final String OPEN = "c.state in ('new', 'open', 'pending', 'on-hold')";

    /// What a view of everybody holds.
    static InboxWhere of(View view) {
        var wanted = view == View.SPAM ? "" : "c.spam_at is null and ";
        return new InboxWhere("c.merged_into is null and " + wanted + view.condition, Map.of());
    }

    /// What waits for a team.
    static InboxWhere team(UUID team, String prefix) {
        return new InboxWhere(
                "c.merged_into is null and c.spam_at is null and c.snoozed_until is null and c.state in ('new', 'open') and c.team_id = :"
                        + prefix + "team",
                Map.of(prefix + "team", team));
    }

    /// What fits the criteria.
    ///
    /// @param finding looks for words
    static InboxWhere of(Criteria criteria, String query, Instant now, String prefix, Finding finding) {
        var making = new Making(criteria, now, prefix);
        making.state();
        making.words("kind", "c.kind");
        making.words("priority", "c.priority");
        making.assignee();
        making.team();
        making.id("mailbox", "c.mailbox_id");
        making.tags();
        making.customer();
        making.language();
        making.hours();
        var text = (criteria.of("text") + " " + query).strip();
        if (!text.isEmpty()) {
            making.clauses.add(found(prefix));
            making.parameters.put(prefix + "found", ids(finding, text));
        }
        return new InboxWhere(String.join(" and ", making.clauses), making.parameters);
    }

    /// What a search finds, whatever the view.
    ///
    /// @param finding looks for words
    static InboxWhere search(String query, String prefix, Finding finding) {
        return new InboxWhere(
                "c.merged_into is null and c.spam_at is null and " + found(prefix),
                Map.of(prefix + "found", ids(finding, query)));
    }

    /// Finds the conversations that words are about.
    interface Finding {

        List<UUID> conversations(String words);
    }

    private static String found(String prefix) {
        return "c.id = any(cast(:" + prefix + "found as uuid[]))";
    }

    /// One parameter for all of them, so that the statement stays the same however many there are.
    private static String[] ids(Finding finding, String text) {
        return finding.conversations(text).stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String like(String text) {
        return "%" + InboxQueries.escaped(text) + "%";
    }

    /// A condition in the making.
    private static final class Making {

        private final Criteria criteria;
        private final Instant now;
        private final String prefix;
        private final List<String> clauses = new ArrayList<>(List.of("c.merged_into is null and c.spam_at is null"));
        private final Map<String, Object> parameters = new HashMap<>();

        Making(Criteria criteria, Instant now, String prefix) {
            this.criteria = criteria;
            this.now = now;
            this.prefix = prefix;
        }

        private void state() {
            var states = criteria.list("state");
            if (states.isEmpty()) {
                clauses.add(OPEN);
            } else if (!states.contains("any")) {
                clauses.add(among("c.state", states));
            }
        }

        private void words(String name, String column) {
            var words = criteria.list(name).stream()
                    .filter(word -> !word.equals("none"))
                    .toList();
            boolean none = criteria.has(name, "none");
            if (none || !words.isEmpty()) {
                var given = words.isEmpty() ? "" : among(column, words);
                var absent = none ? column + " is null" : "";
                clauses.add("(" + given + (none && !words.isEmpty() ? " or " : "") + absent + ")");
            }
        }

        private void assignee() {
            switch (criteria.of("assignee")) {
                case "" -> {}
                case "me" -> clauses.add("c.assignee_id = :me");
                case "none" -> clauses.add("c.assignee_id is null");
                default -> id("assignee", "c.assignee_id");
            }
        }

        private void team() {
            switch (criteria.of("team")) {
                case "" -> {}
                case "mine" -> clauses.add("c.team_id in (select team_id from team_membership where member_id = :me)");
                case "none" -> clauses.add("c.team_id is null");
                default -> id("team", "c.team_id");
            }
        }

        private void id(String name, String column) {
            if (!criteria.of(name).isEmpty()) {
                clauses.add(column + " = " + put(name, UUID.fromString(criteria.of(name))));
            }
        }

        private void tags() {
            int n = 0;
            for (var tag : criteria.list("tag")) {
                var clean = tag.strip().toLowerCase(java.util.Locale.ROOT);
                if (!clean.isEmpty()) {
                    clauses.add("exists (select 1 from conversation_tag where conversation_id = c.id and tag = "
                            + put("tag" + n++, clean) + ")");
                }
            }
        }

        private void customer() {
            var customer = criteria.of("customer");
            if (customer.isEmpty()) {
                return;
            }
            var plain = customer.replaceFirst("^(email|external):", "");
            var like = put("customerLike", like(plain));
            var value = put("customer", plain.toLowerCase(java.util.Locale.ROOT));
            clauses.add("""
                    c.customer_id in (select u.id
                                        from customer u
                                        left join account o on o.id = u.account_id
                                       where u.name ilike %1$s or o.name ilike %1$s or u.id::text = %2$s
                                       union
                                      select customer_id from customer_identifier where lower(value) = %2$s)
                    """.formatted(like, value));
        }

        private void language() {
            var language = criteria.of("language");
            if (!language.isEmpty()) {
                var name = put("language", language);
                clauses.add("(c.locale = " + name + " or c.locale like " + name + " || '-%')");
            }
        }

        private void hours() {
            if (!criteria.of("waiting").isEmpty()) {
                clauses.add("c.waiting_since < " + put("waiting", at(now.minus(hours("waiting")))));
            }
            if (!criteria.of("due").isEmpty()) {
                clauses.add("c.due_at < " + put("due", at(now.plus(hours("due")))));
            }
        }

        private Duration hours(String name) {
            return Duration.ofHours(Long.parseLong(criteria.of(name)));
        }

        private static Object at(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }

        private String put(String name, Object value) {
            parameters.put(prefix + name, value);
            return ":" + prefix + name;
        }

        private static String among(String column, List<String> words) {
            return column + words.stream().collect(Collectors.joining("', '", " in ('", "')"));
        }
    }
}
