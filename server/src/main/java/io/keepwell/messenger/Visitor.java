package io.keepwell.messenger;

import java.util.UUID;

/// Who speaks from a messenger.
sealed interface Visitor {

    /// Their profile, that of the survivor where it was merged.
    UUID customer();

    /// What stands for them where they speak: the same in all their tabs.
    UUID speaker();

    /// Somebody the company's server vouches for: sees what is theirs, wherever it was said.
    record Known(UUID customer) implements Visitor {

        @Override
        public UUID speaker() {
            return customer;
        }
    }

    /// A browser: sees what it began.
    ///
    /// @param guest id of the browser
    record Guest(UUID guest, UUID customer) implements Visitor {

        @Override
        public UUID speaker() {
            return guest;
        }
    }
}
