package io.keepwell.mail.mime;

/// Joins the lines that `format=flowed` broke (RFC 3676), so that a paragraph is one line again.
final class FlowedText {

    private FlowedText() {}

    /// @param deleteSpace the blank that marks a soft break is not part of the text (`DelSp=yes`)
    static String join(String text, boolean deleteSpace) {
        var joined = new StringBuilder(text.length());
        boolean soft = false;
        int softDepth = 0;
        for (String line : text.split("\n", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            String words = line.substring(depth);
            if (words.startsWith(" ")) {
                words = words.substring(1);
            }
            boolean continues = soft && depth == softDepth && !words.equals("-- ");
            if (!continues) {
                joined.append('\n').repeat('>', depth).append(depth > 0 ? " " : "");
            }
            soft = words.endsWith(" ") && !words.equals("-- ");
            softDepth = depth;
            joined.append(soft && deleteSpace ? words.substring(0, words.length() - 1) : words);
        }
        return joined.substring(1);
    }
}
