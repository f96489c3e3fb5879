package io.keepwell.tasks;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// Nothing is owed any more, so there is nothing to change; or it is owed, so there is nothing to take back.
final class TaskOver extends Refusal {

    private TaskOver(String sentence) {
        super(Kind.CONFLICT, sentence);
    }

    static TaskOver ended() {
        return new TaskOver(Texts.t("tasks.refused.over"));
    }

    static TaskOver owed() {
        return new TaskOver(Texts.t("tasks.refused.owed"));
    }

    @Override
    public String slug() {
        return "promise-over";
    }
}
