package io.keepwell.customers;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// A module that holds something of people: it can hand all of it out, and forget it. Every table that may hold an
/// address, a name or a word of a customer is covered by such a bean of its module.
public interface PersonalData {

    /// What is known of a person across all their ids.
    ///
    /// @param id        the customer
    /// @param ids       all their ids, those of profiles merged into them included
    /// @param addresses e-mail addresses that are theirs, in lower case
    record Person(UUID id, List<UUID> ids, List<String> addresses) {}

    /// How much would be forgotten.
    record Size(long conversations, long messages, long files, long others) {

        static final Size NOTHING = new Size(0, 0, 0, 0);

        Size plus(Size other) {
            return new Size(
                    conversations + other.conversations,
                    messages + other.messages,
                    files + other.files,
                    others + other.others);
        }
    }

    /// Where an export goes: entries of an archive, written one after another.
    interface Archive {

        /// Writes a JSON file.
        ///
        /// @param path  such as `conversations/1042.json`
        /// @param value a record, a map or a list of them
        void json(String path, Object value) throws IOException;

        /// Copies a stored file.
        ///
        /// @param path   such as `conversations/1042/invoice.pdf`; made unique and safe
        /// @param digest of the blob
        void file(String path, String digest) throws IOException;
    }

    /// Modules that stand higher are asked first, while what they point to is still there.
    int order();

    Size size(Person person);

    void export(Person person, Archive archive) throws IOException;

    /// Forgets the person: addresses, names, words and files go; rows that count and the traces that keep mail from
    /// coming back stay (I7). Runs within one transaction with all other modules.
    ///
    /// @param called what stands in place of the name
    /// @param blob   takes the digests of files that are named no more
    void erase(Person person, String called, Consumer<String> blob);
}
