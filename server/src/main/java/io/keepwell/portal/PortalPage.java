package io.keepwell.portal;

import io.keepwell.conversations.AppConversations;
import io.keepwell.customers.Consents.Choice;
import io.keepwell.problems.CustomerProblem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands on the page of a customer.
///
/// @param frame    what surrounds it
/// @param before   when they were here before, or null
/// @param news     what has changed since
/// @param problems what hits them now, or was fixed lately
/// @param open     conversations that are not over
/// @param owed     what was promised and is owed
/// @param kept     what was promised and kept lately
/// @param reported what they reported, with its cause
/// @param settled  conversations that are over
/// @param wishes   what they want to hear
record PortalPage(
        Frame frame,
        @Nullable Instant before,
        List<News> news,
        List<Trouble> problems,
        List<Talk> open,
        List<Owed> owed,
        List<Owed> kept,
        List<Report> reported,
        List<Talk> settled,
        List<Choice> wishes) {

    /// What surrounds every page of a customer.
    ///
    /// @param href     address of the page
    /// @param company  name of the company
    /// @param style    its colour, for an attribute
    /// @param name     how they are called
    /// @param language language of the page
    /// @param preview  whether somebody of the team looks at it, who cannot act
    /// @param drawn    when it was drawn, in milliseconds
    record Frame(
            String href, String company, String style, String name, String language, boolean preview, long drawn) {}

    /// Something that has changed.
    ///
    /// @param words in a sentence
    /// @param href  where it stands
    record News(String words, String href) {}

    /// A problem.
    ///
    /// @param fresh whether its last word is new to them
    record Trouble(CustomerProblem problem, boolean fresh) {}

    /// A conversation.
    ///
    /// @param state   how far it is, as a word for texts
    /// @param with    who looks after it, or null
    /// @param said    the last thing that was said
    /// @param fresh   whether that is new to them
    /// @param needed  whether it can be taken back
    record Talk(
            UUID id,
            String subject,
            Instant begun,
            String state,
            @Nullable String with,
            AppConversations.Overview said,
            @Nullable Instant promised,
            boolean fresh,
            boolean needed) {

        String anchor() {
            return "c-" + id;
        }
    }

    /// A promise.
    ///
    /// @param words   what is owed
    /// @param about   subject of the conversation it was promised in, empty for none
    /// @param talk    id of that conversation, or null
    /// @param by      who promised it, empty where nobody is named
    /// @param due     until when; null where it is due on an event
    /// @param late    whether its time has passed
    /// @param kept    when it was kept, or null
    /// @param fresh   whether it is new to them
    record Owed(
            String words,
            String about,
            @Nullable UUID talk,
            String by,
            @Nullable Instant due,
            boolean late,
            @Nullable Instant kept,
            boolean fresh) {}

    /// Something they reported.
    ///
    /// @param stage   what became of its cause, as a word for texts
    /// @param title   what its cause is called, or null
    /// @param fixed   when it was fixed, or null
    /// @param changed what we changed, or null
    /// @param again   whether it has come back since
    /// @param works   address of the page that asks whether it works, or null
    record Report(
            UUID talk,
            String subject,
            Instant at,
            String stage,
            @Nullable String title,
            @Nullable Instant since,
            @Nullable Instant fixed,
            @Nullable String changed,
            boolean again,
            @Nullable String works,
            boolean fresh) {}

    /// One conversation by itself.
    ///
    /// @param said id the next message is to have, so that sending it twice says it once
    /// @param done what was just done, as a sentence, or null
    record Thread(
            Frame frame,
            Talk talk,
            List<AppConversations.Line> lines,
            String said,
            @Nullable String wrong,
            String typed,
            @Nullable String done) {}
}
