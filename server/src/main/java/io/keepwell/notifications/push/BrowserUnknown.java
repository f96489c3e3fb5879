package io.keepwell.notifications.push;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

final class BrowserUnknown extends Refusal {

    BrowserUnknown() {
        super(Kind.NOT_FOUND, Texts.t("notifications.push.unknown"));
    }
}
