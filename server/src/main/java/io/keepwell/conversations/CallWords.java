package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

/// A phone call in words.
final class CallWords {

    private CallWords() {}

    /// Who called whom, how long, or that nobody was reached.
    ///
    /// @param name how the customer is called
    static String line(InboxQueries.Message call, String name) {
        int minutes = call.callMinutes() == null ? 0 : call.callMinutes();
        return t(
                "conversations.calls.line." + call.callWay(),
                "name",
                name,
                "reached",
                call.callReached() ? "yes" : "no",
                "minutes",
                minutes);
    }

    static String icon(InboxQueries.Message call) {
        if (!call.callReached()) {
            return "phone-off";
        }
        return "incoming".equals(call.callWay()) ? "phone-incoming" : "phone-outgoing";
    }
}
