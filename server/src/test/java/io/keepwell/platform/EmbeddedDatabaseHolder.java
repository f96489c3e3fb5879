package io.keepwell.platform;

import java.nio.file.Path;

/// A process that starts the embedded database and waits to be killed.
final class EmbeddedDatabaseHolder {

    private EmbeddedDatabaseHolder() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedDatabase.start(Path.of(args[0]));
        System.out.println("READY");
        Thread.sleep(60_000);
    }
}
