package io.keepwell.mail.mime;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Walks over the lines of a stream, whatever ends them (LF, CRLF or CR, also mixed), and knows where each one lies.
/// Only the beginning of a line is kept, so that a line of many megabytes costs nothing.
final class LineScanner implements Closeable {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private final byte[] head;
    private int position;
    private int limit;
    private long offset;
    private int headLength;
    private long start;
    private long contentEnd;

    /// Lines of a stream whose first byte stands at the given offset of the file; keeps so many bytes of each.
    LineScanner(InputStream in, long offset, int keep) {
        this.in = in;
        this.offset = offset;
        this.head = new byte[keep];
    }

    /// Moves to the next line; false at the end.
    boolean next() throws IOException {
        start = offset;
        headLength = 0;
        while (true) {
            int octet = read();
            if (octet < 0) {
                contentEnd = offset;
                return offset > start;
            }
            if (octet == '\n' || octet == '\r') {
                contentEnd = offset - 1;
                if (octet == '\r' && peek() == '\n') {
                    read();
                }
                return true;
            }
            if (headLength < head.length) {
                head[headLength++] = (byte) octet;
            }
        }
    }

    private int read() throws IOException {
        int octet = peek();
        if (octet >= 0) {
            position++;
            offset++;
        }
        return octet;
    }

    private int peek() throws IOException {
        if (position == limit) {
            limit = Math.max(in.read(buffer), 0);
            position = 0;
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position] & 0xff;
    }

    long start() {
        return start;
    }

    /// Where the line's words end, before what ends the line.
    long contentEnd() {
        return contentEnd;
    }

    /// Where the next line begins.
    long end() {
        return offset;
    }

    boolean blank() {
        return contentEnd == start;
    }

    boolean startsWith(char first, char second) {
        return headLength >= 2 && head[0] == first && head[1] == second;
    }

    /// The kept beginning of the line, a character per byte.
    String text() {
        return new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
