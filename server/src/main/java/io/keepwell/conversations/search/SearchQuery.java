package io.keepwell.conversations.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody typed into the search, understood: words that must all be there, `"a phrase"`, `-without`, and
/// conditions such as `from:ana`, `tag:invoice`, `state:open`, `is:note`, `has:file`, `before:2026-01-31`,
/// `after:2026-01-01`.
///
/// @param exact      the query for PostgreSQL in its text form, whole words and their stems; null where there are no
/// words
/// @param wide       the same with the last word as the beginning of one, null where that makes no sense
/// @param terms      comparable words to be marked in what is found
/// @param beginning  the last word, which may be the beginning of a longer one; null where it is none
/// @param conditions what was asked for by name, lower case
/// @param number     the number of a conversation, -1 for none
record SearchQuery(
        @Nullable String exact,
        @Nullable String wide,
        Set<String> terms,
        @Nullable String beginning,
        Map<String, String> conditions,
        long number) {

    /// Words beyond these are not looked for; nobody types them, somebody pastes them.
    private static final int MOST_WORDS = 12;

    private static final Set<String> CONDITIONS = Set.of("from", "tag", "state", "is", "has", "before", "after");
    private static final Pattern PART = Pattern.compile("(-)?(?:(\\p{L}{2,8}):)?(?:\"([^\"]*)\"?|(\\S+))");
    private static final Pattern NUMBER = Pattern.compile("#?\\d{1,15}");

    static SearchQuery of(String typed) {
        var exact = new ArrayList<String>();
        var wide = new ArrayList<String>();
        var terms = new LinkedHashSet<String>();
        var conditions = new LinkedHashMap<String, String>();
        String beginning = null;
        int words = 0;
        var parts = PART.matcher(typed);
        while (parts.find() && words < MOST_WORDS) {
            boolean without = parts.group(1) != null;
            var name = parts.group(2);
            var phrase = parts.group(3);
            var text = phrase != null ? phrase : String.valueOf(parts.group(4));
            if (name != null && CONDITIONS.contains(name.toLowerCase(Locale.ROOT))) {
                conditions.put(name.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
                continue;
            }
            var found = SearchWords.plain(name == null ? text : name + ":" + text);
            if (found.isEmpty()) {
                continue;
            }
            words += found.size();
            boolean together = phrase != null || found.size() > 1;
            var query = together ? phrase(found) : either(text, found.getFirst().term());
            exact.add(without ? "!(" + query + ")" : query);
            boolean last = parts.end() == typed.length() && phrase == null && !without && found.size() == 1;
            var term = found.getLast().term();
            if (last && term.length() >= 2) {
                beginning = term;
                wide.add("(" + query + " | " + SearchVector.quoted(term) + ":*)");
            } else {
                wide.add(without ? "!(" + query + ")" : query);
            }
            if (!without) {
                found.forEach(word -> terms.add(word.term()));
                if (!together) {
                    SearchWords.STEMMED.forEach(
                            language -> SearchWords.stems(text, language).forEach(stem -> terms.add(stem.term())));
                }
            }
        }
        // nothing but exclusions would be everything else there is
        boolean nothing = exact.stream().allMatch(query -> query.startsWith("!"));
        var number = typed.strip();
        return new SearchQuery(
                nothing ? null : String.join(" & ", exact),
                nothing || beginning == null ? null : String.join(" & ", wide),
                Set.copyOf(terms),
                nothing ? null : beginning,
                Map.copyOf(conditions),
                NUMBER.matcher(number).matches() ? Long.parseLong(number.replace("#", "")) : -1);
    }

    boolean empty() {
        return exact == null && conditions.isEmpty() && number < 0;
    }

    /// The word itself, or its stem in any language: nobody says in which they type.
    private static String either(String text, String term) {
        var forms = new LinkedHashSet<String>();
        forms.add(SearchVector.quoted(term));
        for (var language : SearchWords.STEMMED) {
            SearchWords.stems(text, language).forEach(stem -> forms.add(SearchVector.quoted(stem.term())));
        }
        return forms.stream().collect(Collectors.joining(" | ", "(", ")"));
    }

    /// One after the other. Signs that come in pairs and alone stand at the same place; the pairs say more.
    private static String phrase(List<SearchWords.Word> words) {
        var places = new LinkedHashMap<Integer, String>();
        for (var word : words) {
            places.merge(word.position(), word.term(), (a, b) -> a.length() >= b.length() ? a : b);
        }
        var query = new StringBuilder("(");
        int before = -1;
        for (var place : places.entrySet()) {
            if (before >= 0) {
                query.append(" <").append(place.getKey() - before).append("> ");
            }
            query.append(SearchVector.quoted(place.getValue()));
            before = place.getKey();
        }
        return query.append(")").toString();
    }
}
