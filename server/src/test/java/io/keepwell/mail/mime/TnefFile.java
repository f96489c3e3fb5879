package io.keepwell.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes `winmail.dat` as Outlook does, for tests.
final class TnefFile {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TnefFile() {
        int32(out, 0x223E9F78);
        int16(out, 1);
        attribute(1, 0x00069007, bytes32(1252, 0));
    }

    /// A file with both its old and its long name.
    TnefFile file(String name, String contentId, byte[] data) {
        attribute(2, 0x00069002, new byte[14]);
        attribute(2, 0x00018010, "SHORT~1.TXT\0".getBytes(StandardCharsets.ISO_8859_1));
        attribute(2, 0x0006800F, data);
        var properties = new ByteArrayOutputStream();
        int32(properties, contentId.isEmpty() ? 2 : 3);
        property(properties, 0x0003, 0x3705, bytes32(1));
        variable(properties, 0x001F, 0x3707, (name + "\0").getBytes(StandardCharsets.UTF_16LE));
        if (!contentId.isEmpty()) {
            variable(properties, 0x001E, 0x3712, (contentId + "\0").getBytes(StandardCharsets.ISO_8859_1));
        }
        attribute(2, 0x00069005, properties.toByteArray());
        return this;
    }

    TnefFile html(String html) {
        return message(0x0102, 0x1013, html.getBytes(StandardCharsets.UTF_8));
    }

    /// Words as RTF, uncompressed as the format allows.
    TnefFile rtf(String rtf) {
        var packed = new ByteArrayOutputStream();
        int32(packed, rtf.length() + 12);
        int32(packed, rtf.length());
        int32(packed, 0x414C454D);
        int32(packed, 0);
        packed.writeBytes(rtf.getBytes(StandardCharsets.ISO_8859_1));
        return message(0x0102, 0x1009, packed.toByteArray());
    }

    private TnefFile message(int type, int id, byte[] value) {
        var properties = new ByteArrayOutputStream();
        int32(properties, 2);
        // a named property before it, which must be passed over
        int16(properties, 0x0003);
        int16(properties, 0x8001);
        properties.writeBytes(new byte[16]);
        int32(properties, 1);
        int32(properties, 6);
        properties.writeBytes("a\0b\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        properties.writeBytes(new byte[2]);
        int32(properties, 7);
        variable(properties, type, id, value);
        attribute(1, 0x00069003, properties.toByteArray());
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /// A mail that carries the file.
    byte[] mail(String said) {
        return ("""
                From: Ana <ana@example.org>
                To: support@shop.example
                Subject: From Outlook
                Message-ID: <tnef@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                %s
                --b
                Content-Type: application/ms-tnef; name=winmail.dat
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename=winmail.dat

                %s
                --b--
                """.formatted(said, Base64.getMimeEncoder().encodeToString(bytes())))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void attribute(int level, int id, byte[] data) {
        out.write(level);
        int32(out, id);
        int32(out, data.length);
        out.writeBytes(data);
        int sum = 0;
        for (byte octet : data) {
            sum += octet & 0xff;
        }
        int16(out, sum);
    }

    private static void property(ByteArrayOutputStream out, int type, int id, byte[] value) {
        int16(out, type);
        int16(out, id);
        out.writeBytes(value);
    }

    private static void variable(ByteArrayOutputStream out, int type, int id, byte[] value) {
        int16(out, type);
        int16(out, id);
        int32(out, 1);
        int32(out, value.length);
        out.writeBytes(value);
        out.writeBytes(new byte[(4 - value.length % 4) % 4]);
    }

    private static byte[] bytes32(int... values) {
        var bytes = new ByteArrayOutputStream();
        for (int value : values) {
            int32(bytes, value);
        }
        return bytes.toByteArray();
    }

    private static void int32(ByteArrayOutputStream out, int value) {
        int16(out, value);
        int16(out, value >>> 16);
    }

    private static void int16(ByteArrayOutputStream out, int value) {
        out.write(value);
        out.write(value >>> 8);
    }
}
