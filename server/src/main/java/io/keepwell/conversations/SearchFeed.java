package io.keepwell.conversations;

import io.keepwell.conversations.search.SearchIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Makes what is said findable with the transaction that writes it, at its very end: files come after their letter.
@Component
class SearchFeed {

    private final SearchIndex index;

    SearchFeed(SearchIndex index) {
        this.index = index;
    }

    @EventListener
    void happened(ConversationHappened happened) {
        if (!(happened.what() instanceof ConversationHappened.Said(var message))) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            index.written(message);
            return;
        }
        var waiting = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Written.class::isInstance)
                .map(Written.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var written = new Written(index);
                    TransactionSynchronizationManager.registerSynchronization(written);
                    return written;
                });
        waiting.messages.add(message);
    }

    private static final class Written implements TransactionSynchronization {

        private final SearchIndex index;
        private final List<UUID> messages = new ArrayList<>();

        Written(SearchIndex index) {
            this.index = index;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            messages.forEach(index::written);
        }
    }
}
