package io.keepwell.team;

/// Where to go after the door.
final class WayOn {

    private WayOn() {}

    /// The path that was wanted, if it is one of ours; else the first page. An address of somebody else's is never
    /// followed: a link to our sign-in would then lead into a trap.
    static String after(String wanted) {
        boolean ours = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && !wanted.startsWith("/sign-in")
                && wanted.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127);
        return ours ? wanted : "/inbox";
    }
}
