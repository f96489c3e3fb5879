package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import org.springframework.stereotype.Component;

/// The status page in the navigation, where there is one.
@Component
class StatusPlace implements Place {

    private static final int ORDER = 360;

    private final StatusSetup setup;

    StatusPlace(StatusSetup setup) {
        this.setup = setup;
    }

    @Override
    public String key() {
        return "status";
    }

    @Override
    public String href() {
        return "/incidents";
    }

    @Override
    public String icon() {
        return "activity-heartbeat";
    }

    @Override
    public String label() {
        return t("status.place");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean visible() {
        return setup.settings().enabled();
    }
}
