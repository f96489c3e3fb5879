package io.keepwell.shared;

/// A page of the settings. Every module contributes its own as beans; the settings list those the person may see.
public interface SettingsPage {

    /// What the pages of the settings are grouped by, in the order of the list.
    enum Section {
        /// How customers reach us and how we answer.
        DESK,
        /// The people of the team and what they may do.
        TEAM,
        /// What others connect to, and what happened.
        SYSTEM
    }

    /// Stable key, such as `mailboxes`.
    String key();

    /// Address of the page.
    String href();

    /// Name of a Tabler outline icon, such as `mail`.
    String icon();

    /// The name as people read it, in the language of the request.
    String label();

    /// One sentence: what is set there.
    String sentence();

    Section section();

    /// Whether the person who asks sees it.
    default boolean visible() {
        return true;
    }
}
