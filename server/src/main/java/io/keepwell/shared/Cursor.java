package io.keepwell.shared;

import static io.keepwell.shared.Texts.t;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opaque cursors of lists: the sort values of the last item, packed so that nobody builds on their shape.
public final class Cursor {

    /// Items in a list when nothing is asked for, and at most.
    public static final int DEFAULT_LIMIT = 50;

    public static final int MAX_LIMIT = 500;

    private Cursor() {}

    /// A cursor out of sort values that contain no line feed.
    public static String of(Object... values) {
        var joined = new StringBuilder();
        for (var value : values) {
            joined.append(joined.isEmpty() ? "" : "\n").append(value);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The sort values of a cursor made by `of`; refused when it has another number of them.
    public static List<String> read(String cursor, int size) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var values = List.of(text.split("\n", -1));
            if (values.size() == size) {
                return values;
            }
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
        throw foreign();
    }

    /// The refusal of a cursor that is not of this list.
    public static InvalidRequest foreign() {
        return InvalidRequest.field("cursor", t("shared.api.cursor"));
    }

    /// The number of items to answer: 50 where nothing is asked, refused outside 1 to 500.
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw InvalidRequest.field("limit", t("shared.api.limit"));
        }
        return asked;
    }
}
