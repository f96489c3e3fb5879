package io.keepwell.tasks;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// There is no such promise.
final class TaskNotFound extends Refusal {

    TaskNotFound() {
        super(Kind.NOT_FOUND, Texts.t("tasks.refused.not-found"));
    }

    @Override
    public String slug() {
        return "promise-not-found";
    }
}
