package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import org.springframework.stereotype.Component;

/// The customers in the navigation. Nobody waits there: those who do wait in the inbox.
@Component
class CustomerPlace implements Place {

    @Override
    public String key() {
        return "customers";
    }

    @Override
    public String href() {
        return "/customers";
    }

    @Override
    public String icon() {
        return "users";
    }

    @Override
    public String label() {
        return t("customers.place");
    }

    @Override
    public int order() {
        return 300;
    }
}
