package io.keepwell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The Dovecot of this machine as an IMAP server that takes access tokens only, on a free port, with a folder of its
/// own. It asks an authorization server whether a token counts.
public final class Dovecot implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

    private final Process process;
    private final Path folder;
    private final int port;
    private final boolean root;

    private Dovecot(Process process, Path folder, int port, boolean root) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.root = root;
    }

    /// Whether this machine has one.
    public static boolean present() {
        return Files.isExecutable(PROGRAM);
    }

    /// Opens it.
    ///
    /// @param introspection address that says whether a token counts, and whose it is (RFC 7662)
    public static Dovecot open(String introspection) {
        try {
            var folder = Files.createTempDirectory("dovecot");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            boolean root = "root".equals(System.getProperty("user.name"));
            int port = freePort();
            Files.writeString(folder.resolve("oauth2.conf"), """
                    introspection_url = %s
                    introspection_mode = post
                    username_attribute = username
                    active_attribute = active
                    active_value = true
                    """.formatted(introspection));
            Files.createDirectories(folder.resolve("mail"));
            Files.writeString(folder.resolve("dovecot.conf"), configuration(folder, port, root));
            if (root) {
                run("chown", "nobody", folder.resolve("mail").toString());
            }
            var process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-F",
                            "-c",
                            folder.resolve("dovecot.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            Awaitility.await("Dovecot").atMost(Duration.ofSeconds(20)).until(() -> answers(port));
            return new Dovecot(process, folder, port, root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /// Puts a mail into the mailbox of a user.
    public void deliver(String user, String mail) {
        try {
            var box = folder.resolve("mail").resolve(user).resolve("Maildir");
            for (var part : new String[] {"tmp", "cur", "new"}) {
                Files.createDirectories(box.resolve(part));
            }
            var fresh = box.resolve("tmp").resolve(UUID.randomUUID().toString());
            Files.writeString(fresh, mail);
            if (root) {
                run("chown", "-R", "nobody", folder.resolve("mail").toString());
            }
            Files.move(fresh, box.resolve("new").resolve(fresh.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(Path folder, int port, boolean root) {
        // as root it insists on other users for what faces the net
        var user = root ? "nobody" : System.getProperty("user.name");
        return """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = xoauth2 oauthbearer
                auth_failure_delay = 0
                default_login_user = %2$s
                default_internal_user = %2$s
                first_valid_uid = 1
                mail_location = maildir:%1$s/mail/%%u/Maildir
                service anvil {
                  chroot =
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %3$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %1$s/oauth2.conf
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%4$s home=%1$s/mail/%%u
                }
                """.formatted(folder, user, port, root ? "nogroup" : user);
    }

    private static void run(String... command) throws IOException {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '*';
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
