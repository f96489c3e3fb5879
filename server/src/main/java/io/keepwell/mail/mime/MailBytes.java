package io.keepwell.mail.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A raw mail that can be read from any place, as often as asked, without being held in memory.
interface MailBytes {

    long size() throws IOException;

    /// The bytes from the first offset to before the second.
    InputStream open(long from, long to) throws IOException;

    static MailBytes of(byte[] raw) {
        return new MailBytes() {
            @Override
            public long size() {
                return raw.length;
            }

            @Override
            public InputStream open(long from, long to) {
                return new ByteArrayInputStream(raw, (int) from, (int) (to - from));
            }
        };
    }

    static MailBytes of(Path file) {
        return new MailBytes() {
            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open(long from, long to) throws IOException {
                var channel = FileChannel.open(file);
                channel.position(from);
                return new Range(Channels.newInputStream(channel), to - from);
            }
        };
    }

    /// The first so many bytes of a stream.
    final class Range extends InputStream {

        private final InputStream in;
        private long left;

        Range(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left <= 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
