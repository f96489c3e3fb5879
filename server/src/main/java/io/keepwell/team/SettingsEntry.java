package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.SettingsPage;

/// A page in the list of settings that asks no more than who may see it.
///
/// @param href     address of the page; its last word is the key
/// @param icon     name of a Tabler outline icon
/// @param title    key of the text that names the page
/// @param about    key of the sentence that says what is set there
public record SettingsEntry(String href, String icon, Section section, Audience audience, String title, String about)
        implements SettingsPage {

    /// Who finds a page in the list. The page itself says who may open it.
    public enum Audience {
        EVERYBODY,
        /// Whoever may answer customers.
        AGENTS,
        ADMINISTRATORS;

        private boolean includes(Role role) {
            return switch (this) {
                case EVERYBODY -> true;
                case AGENTS -> role != Role.VIEWER;
                case ADMINISTRATORS -> role == Role.ADMINISTRATOR;
            };
        }
    }

    @Override
    public String key() {
        return href.substring(href.lastIndexOf('/') + 1);
    }

    @Override
    public String label() {
        return t(title);
    }

    @Override
    public String sentence() {
        return t(about);
    }

    @Override
    public boolean visible() {
        return SignedInMembers.principal()
                .filter(principal -> audience.includes(principal.member().role()))
                .isPresent();
    }
}
