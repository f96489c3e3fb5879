package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import org.springframework.stereotype.Component;

/// The reports in the navigation.
@Component
class ReportsPlace implements Place {

    @Override
    public String key() {
        return "reports";
    }

    @Override
    public String href() {
        return "/reports";
    }

    @Override
    public String icon() {
        return "report-analytics";
    }

    @Override
    public String label() {
        return t("conversations.reports.title");
    }

    @Override
    public int order() {
        return 700;
    }
}
