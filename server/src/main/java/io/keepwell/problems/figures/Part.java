package io.keepwell.problems.figures;

import static io.keepwell.shared.Texts.t;

/// What a fact of a figure may have become. Every fact is one of the parts of its figure.
///
/// @param word    as it stands in addresses and in the API
/// @param kept    whether it makes the share
/// @param counted whether it is in the denominator of the share; shown apart where not
record Part(String word, boolean kept, boolean counted) {

    static Part kept(String word) {
        return new Part(word, true, true);
    }

    static Part counted(String word) {
        return new Part(word, false, true);
    }

    static Part apart(String word) {
        return new Part(word, false, false);
    }

    String label(Figure figure) {
        return t("problems.figures." + figure.word() + "." + word);
    }
}
