package io.keepwell.mail.mime;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives the attachments of one mail names that are safe to show and to save under.
final class AttachmentNames {

    private static final int LONGEST = 120;

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/png", ".png"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/gif", ".gif"),
            Map.entry("application/pdf", ".pdf"),
            Map.entry("application/pgp-signature", ".asc"),
            Map.entry("message/rfc822", ".eml"),
            Map.entry("message/delivery-status", ".txt"),
            Map.entry("text/calendar", ".ics"),
            Map.entry("text/html", ".html"),
            Map.entry("text/csv", ".csv"),
            Map.entry("text/plain", ".txt"));

    private final Set<String> taken = new HashSet<>();

    /// A name made from what was declared, or from the type when nothing usable was.
    String next(String declared, String contentType) {
        String name = shorten(clean(declared));
        if (name.isEmpty()) {
            name = "attachment" + EXTENSIONS.getOrDefault(contentType, "");
        }
        String unique = name;
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            int dot = name.lastIndexOf('.');
            unique = dot > 0 ? name.substring(0, dot) + " (" + i + ")" + name.substring(dot) : name + " (" + i + ")";
        }
        return unique;
    }

    private static String clean(String declared) {
        String name = MailText.line(declared);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.substring(Math.max(0, name.length() - 1_000));
        var safe = new StringBuilder();
        // Format characters would let "exe.jpg" be shown for "gpj.exe"; the rest means something to file systems.
        name.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .map(c -> "<>:\"|?*".indexOf(c) >= 0 ? '_' : c)
                .forEach(safe::appendCodePoint);
        return safe.toString().replaceAll("^[. ]+|[. ]+$", "");
    }

    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        return MailText.clean(name.substring(0, LONGEST - extension.length())) + extension;
    }
}
