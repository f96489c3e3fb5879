package io.keepwell.surveys;

/// What whoever follows the link below a survey's letter sees.
///
/// @param company  who asked
/// @param language of the page
/// @param state    `asked` where they still get surveys, `stopped` where not, `unknown` where the link leads nowhere
record UnsubscribePage(String company, String language, String state) {}
