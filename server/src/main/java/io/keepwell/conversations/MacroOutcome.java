package io.keepwell.conversations;

/// What became of a run.
sealed interface MacroOutcome {

    /// All of it is done.
    record Ran(MacroRun run) implements MacroOutcome {}

    /// Nothing of it: something came after the writer had last looked.
    record Stopped(ReplyOutcome.Overtaken by) implements MacroOutcome {}
}
