package io.keepwell.imports;

import java.io.IOException;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Walks through a JSON file of any size: an array of things, one thing per line, or objects that hold such
/// arrays under a name (`{"tickets": [...], "users": [...]}`), however deep.
final class JsonItems {

    /// Takes the things, one after the other.
    interface Visitor {

        /// @param name the name of the array, empty for things that stand in none
        void item(String name, JsonNode item) throws InterruptedException;
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonItems() {}

    /// Walks.
    ///
    /// @param names names of the arrays that are of interest
    /// @throws IOException where it is no JSON, with the place
    static void walk(Reader.Source source, Set<String> names, Visitor visitor)
            throws IOException, InterruptedException {
        try (var in = source.open();
                var parser = JSON.createParser(in)) {
            while (parser.nextToken() != null) {
                top(parser, names, visitor);
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new IOException("This is no JSON, or not whole: line "
                    + (at == null ? "?" : String.valueOf(at.getLineNr())) + ", " + e.getOriginalMessage());
        }
    }

    private static void top(JsonParser parser, Set<String> names, Visitor visitor) throws InterruptedException {
        switch (parser.currentToken()) {
            case START_ARRAY -> items("", parser, visitor);
            case START_OBJECT -> object(parser, names, visitor);
            default -> parser.skipChildren();
        }
    }

    /// An object is either a shelf of arrays or a thing by itself; what it is shows at its first names.
    private static void object(JsonParser parser, Set<String> names, Visitor visitor) throws InterruptedException {
        var seen = JSON.createObjectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && names.contains(name)) {
                items(name, parser, visitor);
            } else if (token == JsonToken.START_OBJECT && (name.equals("_embedded") || name.equals("data"))) {
                var inner = shelf(parser, names, visitor);
                if (!inner.isEmpty()) {
                    seen.set(name, inner);
                }
            } else {
                seen.set(name, parser.<JsonNode>readValueAsTree());
            }
        }
        if (seen.has("id")) {
            visitor.item("", seen);
        }
    }

    private static JsonNode shelf(JsonParser parser, Set<String> names, Visitor visitor) throws InterruptedException {
        var kept = JSON.createObjectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && names.contains(name)) {
                items(name, parser, visitor);
            } else {
                kept.set(name, parser.<JsonNode>readValueAsTree());
            }
        }
        return kept;
    }

    private static void items(String name, JsonParser parser, Visitor visitor) throws InterruptedException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            visitor.item(name, parser.readValueAsTree());
        }
    }
}
