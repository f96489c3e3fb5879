package io.keepwell.problems.outreach;

import io.keepwell.customers.PersonalData;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Whoever is forgotten is on no list any more. What was written to them is with their conversations.
@Component
class OutreachData implements PersonalData {

    private static final int ORDER = 101;

    private final OutreachStore store;

    OutreachData(OutreachStore store) {
        this.store = store;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, 0);
    }

    @Override
    public void export(Person person, Archive archive) {
        // that somebody meant to turn to them says nothing of them
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        store.forget(person.ids());
    }
}
