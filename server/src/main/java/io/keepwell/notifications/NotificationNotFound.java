package io.keepwell.notifications;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class NotificationNotFound extends Refusal {

    NotificationNotFound() {
        super(Kind.NOT_FOUND, Texts.t("notifications.not-found"));
    }
}
