package io.keepwell.trackers;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Looks for a mark through a list of issues, page by page.
final class MarkedIssues {

    /// Issues on a page.
    static final int SIZE = 50;

    private static final int PAGES = 10;

    private MarkedIssues() {}

    /// Gets a page of the list, by its number from 1.
    interface Pages {

        JsonNode get(int page) throws TrackerFailed;
    }

    /// The first issue that bears a mark in a field.
    static Optional<JsonNode> find(Pages pages, String field, String mark) throws TrackerFailed {
        for (int page = 1; page <= PAGES; page++) {
            var found = pages.get(page);
            for (var each : found) {
                if (each.path(field).asString("").contains(mark)) {
                    return Optional.of(each);
                }
            }
            if (found.size() < SIZE) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
