package io.keepwell.mail;

/// The header by which we know our own mail when it comes back (L3, L4).
final class LoopHeader {

    static final String NAME = "X-Keepwell-Loop";

    private LoopHeader() {}
}
