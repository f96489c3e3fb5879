package io.keepwell.imports;

import java.io.IOException;
import java.io.InputStream;

/// Reads a kind of file, one conversation (or mail) after the other, without taking the file into memory.
interface Reader {

    /// A file that can be opened more than once.
    interface Source {
        InputStream open() throws IOException;
    }

    /// Takes what is read.
    interface Listener {

        /// @param item number of the item in the file, from 0
        /// @throws InterruptedException to stop reading
        void told(long item, Told told) throws InterruptedException;

        /// @param item number of the item in the file, from 0
        void trouble(long item, Trouble trouble);
    }

    /// Reads the whole file.
    ///
    /// @param from the items before it were dealt with and need not be told
    /// @throws IOException          where the file cannot be read at all, in words for whoever gave it
    /// @throws InterruptedException where the listener wants no more
    void read(Source file, long from, Listener listener) throws IOException, InterruptedException;
}
