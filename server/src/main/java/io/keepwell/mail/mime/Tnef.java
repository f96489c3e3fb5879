package io.keepwell.mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Outlook packed into `winmail.dat` (M6, MS-OXTNEF): files, and the words of the letter where they are nowhere
/// else. Everything is bounded; whatever is broken inside costs only itself.
///
/// @param text  words as text, or null
/// @param html  words as HTML, or null
/// @param files the files, as parts that read from memory
record Tnef(@Nullable String text, @Nullable String html, List<MimePart> files) {

    private static final int SIGNATURE = 0x223E9F78;
    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int MOST_FILES = 200;
    private static final int MOST_PROPERTIES = 5_000;
    private static final int DEEPEST = 3;

    private static final int BODY = 0x800C;
    private static final int ATTACH_DATA = 0x800F;
    private static final int ATTACH_TITLE = 0x8010;
    private static final int ATTACH_BEGINS = 0x9002;
    private static final int MESSAGE_PROPERTIES = 0x9003;
    private static final int ATTACH_PROPERTIES = 0x9005;
    private static final int CODEPAGE = 0x9007;

    private static final int NAME = 0x3001;
    private static final int FILE_DATA = 0x3701;
    private static final int SHORT_NAME = 0x3704;
    private static final int LONG_NAME = 0x3707;
    private static final int MIME_TYPE = 0x370E;
    private static final int CONTENT_ID = 0x3712;
    private static final int TEXT = 0x1000;
    private static final int RTF = 0x1009;
    private static final int HTML = 0x1013;

    /// Whether a part says or shows that it is such a file.
    static boolean looksLike(MimePart part) throws IOException {
        var type = part.type();
        var name = part.disposition()
                .parameter("filename")
                .or(() -> part.contentType().parameter("name"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!type.equals("application/ms-tnef")
                && !type.equals("application/vnd.ms-tnef")
                && !(name.startsWith("winmail") && name.endsWith(".dat"))) {
            return false;
        }
        try (var in = part.open()) {
            var start = in.readNBytes(4);
            return start.length == 4 && LittleEndian.int32(start, 0) == SIGNATURE;
        }
    }

    /// Opens the file; empty where it is too large or nothing can be read of it.
    static Optional<Tnef> read(MimePart part) throws IOException {
        byte[] bytes;
        try (var in = part.open()) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        var tnef = new Reader(bytes).read(0, bytes.length, 0);
        boolean nothing = tnef.files.isEmpty() && tnef.text == null && tnef.html == null;
        return nothing ? Optional.empty() : Optional.of(tnef);
    }

    /// Where a value lies.
    private record Slice(int type, int from, int to) {

        int length() {
            return to - from;
        }
    }

    /// A file while it is being read.
    private static final class File {

        private String title = "";
        private @Nullable Slice data;
        private Map<Integer, Slice> properties = Map.of();
    }

    private static final class Reader {

        private final byte[] bytes;
        private String charset = "windows-1252";
        private int files;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        Tnef read(int from, int to, int depth) {
            var attached = new ArrayList<File>();
            Map<Integer, Slice> message = Map.of();
            @Nullable String body = null;
            int at = from + 6;
            while (at + 9 <= to) {
                int name = LittleEndian.int16(bytes, at + 1);
                long length = LittleEndian.int32(bytes, at + 5) & 0xffffffffL;
                int start = at + 9;
                if (length > to - start) {
                    break;
                }
                var data = new Slice(0, start, start + (int) length);
                switch (name) {
                    case CODEPAGE -> charset = data.length() >= 4 ? codepage(start) : charset;
                    case BODY -> body = string8(data);
                    case MESSAGE_PROPERTIES -> message = properties(data);
                    case ATTACH_BEGINS -> {
                        if (files++ < MOST_FILES) {
                            attached.add(new File());
                        }
                    }
                    case ATTACH_TITLE -> last(attached).ifPresent(file -> file.title = string8(data));
                    case ATTACH_DATA -> last(attached).ifPresent(file -> file.data = data);
                    case ATTACH_PROPERTIES -> last(attached).ifPresent(file -> file.properties = properties(data));
                    default -> {}
                }
                at = data.to + 2;
            }
            return tnef(message, body, attached, depth);
        }

        private Tnef tnef(Map<Integer, Slice> message, @Nullable String body, List<File> attached, int depth) {
            @Nullable String text = message.containsKey(TEXT) ? string(message.get(TEXT)) : body;
            @Nullable String html = message.containsKey(HTML) ? string(message.get(HTML)) : null;
            var rtf = message.get(RTF);
            if (html == null && rtf != null) {
                var words = CompressedRtf.read(Arrays.copyOfRange(bytes, rtf.from, rtf.to))
                        .map(RtfWords::of)
                        .filter(found -> !found.words().isBlank())
                        .orElse(null);
                if (words != null && words.html()) {
                    html = words.words();
                } else if (words != null && (text == null || text.isBlank())) {
                    text = words.words();
                }
            }
            var parts = new ArrayList<MimePart>();
            for (var file : attached) {
                add(file, parts, depth);
            }
            return new Tnef(blankToNull(text), blankToNull(html), List.copyOf(parts));
        }

        private void add(File file, List<MimePart> parts, int depth) {
            var properties = file.properties;
            var name = List.of(LONG_NAME, SHORT_NAME, NAME).stream()
                    .flatMap(id -> Optional.ofNullable(properties.get(id)).stream())
                    .map(this::string)
                    .filter(found -> !found.isBlank())
                    .findFirst()
                    .orElse(file.title);
            var data = properties.containsKey(FILE_DATA) ? properties.get(FILE_DATA) : file.data;
            if (data == null) {
                return;
            }
            boolean object = data.type == 0x0D && data.length() > 20;
            if (object && LittleEndian.int32(bytes, data.from + 16) == SIGNATURE && depth < DEEPEST) {
                addMessage(name, read(data.from + 16, data.to, depth + 1), parts);
                return;
            }
            var type = properties.containsKey(MIME_TYPE) ? string(properties.get(MIME_TYPE)) : "";
            var id = properties.containsKey(CONTENT_ID) ? string(properties.get(CONTENT_ID)) : "";
            parts.add(part(name, type, id, MailBytes.of(bytes), object ? data.from + 16 : data.from, data.to));
        }

        /// A letter within the letter: its words become a file beside its own files.
        private static void addMessage(String name, Tnef message, List<MimePart> parts) {
            var html = message.html;
            var words = html != null ? html : message.text;
            if (words != null) {
                var bytes = words.getBytes(StandardCharsets.UTF_8);
                var title = (name.isBlank() ? "message" : name) + (html != null ? ".html" : ".txt");
                var type = html != null ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
                parts.add(part(title, type, "", MailBytes.of(bytes), 0, bytes.length));
            }
            parts.addAll(message.files);
        }

        private static MimePart part(String name, String type, String id, MailBytes mail, long from, long to) {
            var declared = type.matches("[A-Za-z0-9.+-]{1,80}/[A-Za-z0-9.+-]{1,80}(; charset=utf-8)?")
                    ? type.toLowerCase(Locale.ROOT)
                    : "application/octet-stream";
            var fields = new ArrayList<MailHeaders.Field>();
            fields.add(new MailHeaders.Field("Content-Type", declared));
            fields.add(new MailHeaders.Field(
                    "Content-Disposition",
                    "attachment; filename=\"" + name.replace("\"", "_").replace("\\", "/") + "\""));
            if (!id.isBlank()) {
                fields.add(new MailHeaders.Field("Content-ID", "<" + id + ">"));
            }
            return new MimePart(mail, new MailHeaders(fields), declared.split(";", 2)[0], from, to, List.of());
        }

        private static Optional<File> last(List<File> files) {
            return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast());
        }

        /// The properties that have one value; what cannot be read ends the list.
        private Map<Integer, Slice> properties(Slice data) {
            var properties = new HashMap<Integer, Slice>();
            try {
                int count = Math.min(LittleEndian.int32(bytes, data.from), MOST_PROPERTIES);
                int at = data.from + 4;
                for (int i = 0; i < count && at + 4 <= data.to; i++) {
                    int type = LittleEndian.int16(bytes, at);
                    int id = LittleEndian.int16(bytes, at + 2);
                    at = afterName(id, at + 4);
                    boolean many = (type & 0x1000) != 0;
                    boolean variable = List.of(0x1E, 0x1F, 0x102, 0x0D).contains(type & 0xfff);
                    int values = 1;
                    if (many || variable) {
                        values = LittleEndian.int32(bytes, at);
                        at += 4;
                    }
                    for (int n = 0; n < values && at <= data.to; n++) {
                        int length = size(type & 0xfff);
                        if (variable) {
                            length = LittleEndian.int32(bytes, at);
                            at += 4;
                        }
                        if (length < 0 || length > data.to - at) {
                            return properties;
                        }
                        if (n == 0) {
                            properties.putIfAbsent(id, new Slice(type & 0xfff, at, at + length));
                        }
                        at += length + (variable ? padding(length) : 0);
                    }
                }
            } catch (IndexOutOfBoundsException cutOff) {
                return properties;
            }
            return properties;
        }

        private int afterName(int id, int at) {
            if (id < 0x8000) {
                return at;
            }
            int kind = LittleEndian.int32(bytes, at + 16);
            if (kind == 0) {
                return at + 24;
            }
            int length = LittleEndian.int32(bytes, at + 20);
            if (length < 0 || length > bytes.length) {
                throw new IndexOutOfBoundsException();
            }
            return at + 24 + length + padding(length);
        }

        private static int size(int type) {
            return switch (type) {
                case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
                case 0x48 -> 16;
                case 0x00, 0x01 -> 0;
                default -> 4;
            };
        }

        private static int padding(int length) {
            return (4 - length % 4) % 4;
        }

        private String codepage(int at) {
            int page = LittleEndian.int32(bytes, at);
            return page == 65001 ? "utf-8" : "windows-" + page;
        }

        private String string(Slice slice) {
            if (slice.type == 0x1F) {
                return new String(bytes, slice.from, slice.length(), StandardCharsets.UTF_16LE).replace("\0", "");
            }
            return string8(slice);
        }

        private String string8(Slice slice) {
            var raw = Arrays.copyOfRange(bytes, slice.from, slice.to);
            return MailCharsets.decode(raw, charset.equals("windows-1252") ? null : charset)
                    .replace("\0", "");
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }
}
