package io.keepwell.shared;

/// Turns a text into its pseudo-translation: every Latin letter accented, in brackets.
final class Pseudo {

    private static final String PLAIN = "ABCDEGHIKLNORSTUWYZabcdeghiklnorstuwyz";
    private static final String ACCENTED = "ÂƁĆĎÉĜĤÎĶĹŃÖŔŚŢÛŴÝŽâƀćďéĝĥîķĺńöŕśţûŵýž";

    private Pseudo() {}

    static String of(String text) {
        var out = new StringBuilder("⟦");
        text.chars().forEach(c -> {
            int at = PLAIN.indexOf(c);
            out.append(at < 0 ? (char) c : ACCENTED.charAt(at));
        });
        return out.append('⟧').toString();
    }
}
