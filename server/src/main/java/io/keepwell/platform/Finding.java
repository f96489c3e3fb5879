package io.keepwell.platform;

import org.jspecify.annotations.Nullable;

/// What the doctor found, as a colleague would say it.
///
/// @param mark     how it is
/// @param sentence what is so
/// @param advice   what to type, null where nothing is to be done
public record Finding(Mark mark, String sentence, @Nullable String advice) {

    /// How something is.
    public enum Mark {
        /// As it should be.
        OK,
        /// It works, and somebody should look at it.
        LOOK,
        /// It does not work like this.
        WRONG
    }

    public static Finding ok(String sentence) {
        return new Finding(Mark.OK, sentence, null);
    }

    public static Finding look(String sentence, String advice) {
        return new Finding(Mark.LOOK, sentence, advice);
    }

    public static Finding wrong(String sentence, String advice) {
        return new Finding(Mark.WRONG, sentence, advice);
    }
}
