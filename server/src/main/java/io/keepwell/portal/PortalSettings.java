package io.keepwell.portal;

/// How customers' pages are set up.
///
/// @param enabled   whether there are any
/// @param inLetters whether acknowledgements and notices lead there
/// @param company   name of the company above them; empty: that of the mailbox
/// @param colour    accent, `#rrggbb`
record PortalSettings(boolean enabled, boolean inLetters, String company, String colour) {

    static final PortalSettings USUAL = new PortalSettings(true, true, "", "#0f766e");
}
