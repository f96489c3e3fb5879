package io.keepwell.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTests {

    @TempDir
    Path folder;

    @Test
    void isContentWithAFreshMachineAndSaysWhatTheFirstStartWillMake() {
        var said = examine("--keepwell.data=" + folder.resolve("data"));

        assertThat(said.text)
                .contains("is free.")
                .contains("will be made on the first start.")
                .contains("ok     The embedded database will be made on the first start.");
        assertThat(said.code).isZero();
        assertThat(folder).as("the doctor changes nothing").isEmptyDirectory();
    }

    @Test
    void namesAPortThatAnotherProgramHasAndWhatToType() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            other.setSoTimeout(1);
            int port = other.getLocalPort();

            var said = examine("--keepwell.data=" + folder, "--keepwell.port=" + port);

            assertThat(said.text)
                    .contains("wrong  Another program answers on port " + port)
                    .contains("KEEPWELL_PORT=" + (port + 1) + " ./keepwell start");
            assertThat(said.code).isEqualTo(1);
        }
    }

    @Test
    void saysThatNobodyCanSignInOverPlainHttpFromAfar() {
        var said = examine("--keepwell.data=" + folder, "--keepwell.url=http://192.0.2.7:8080");

        assertThat(said.text)
                .contains("wrong  KEEPWELL_URL is http://192.0.2.7:8080: over plain HTTP nobody can sign in");
    }

    @Test
    void looksAtAServerOpenToOthersWithoutAnAddress() {
        var said = examine("--keepwell.data=" + folder, "--keepwell.bind=0.0.0.0");

        assertThat(said.text).contains("look   Keepwell listens on 0.0.0.0, but KEEPWELL_URL does not say");
        assertThat(said.code).isZero();
    }

    @Test
    void namesADataFolderThatCannotBeWritten() throws IOException {
        var file = Files.writeString(folder.resolve("data"), "not a folder");

        var said = examine("--keepwell.data=" + file);

        assertThat(said.text).contains("wrong  The data folder " + file + " cannot be written");
        assertThat(said.code).isEqualTo(1);
    }

    @Test
    void namesASettingThatCannotBeRead() {
        var said = examine("--keepwell.port=eighty");

        assertThat(said.text).contains("wrong  The settings cannot be read").contains("eighty");
        assertThat(said.code).isEqualTo(1);
    }

    @Test
    void tellsTheVersionOfTheDatabaseAndThatItIsEmpty() {
        var database = TestDatabase.create();

        var said = examine(
                "--keepwell.data=" + folder,
                "--keepwell.secret=sixteen characters",
                "--keepwell.db.url=" + database.url(),
                "--keepwell.db.user=" + database.user(),
                "--keepwell.db.password=" + database.password());

        assertThat(said.text)
                .contains("ok     Your database answers: PostgreSQL 1")
                .contains("ok     The database is empty; the tables are made on the first start.");
        assertThat(said.code).isZero();
    }

    @Test
    void namesADatabaseThatDoesNotExistAndASecretThatIsMissing() {
        var database = TestDatabase.create();

        var said = examine(
                "--keepwell.data=" + folder,
                "--keepwell.db.url=" + database.url().replaceAll("/t[0-9a-f]+", "/nobody_made_this"),
                "--keepwell.db.user=" + database.user(),
                "--keepwell.db.password=" + database.password());

        assertThat(said.text).contains("wrong  There is no such database").contains("needs KEEPWELL_SECRET");
    }

    @Test
    void namesADatabaseServerThatDoesNotAnswer() throws IOException {
        var said = examine(
                "--keepwell.data=" + folder,
                "--keepwell.secret=sixteen characters",
                "--keepwell.db.url=jdbc:postgresql://127.0.0.1:" + freePort() + "/keepwell");

        assertThat(said.text).contains("wrong  The database server does not answer at 127.0.0.1, port");
    }

    private record Said(int code, String text) {}

    private static Said examine(String... arguments) {
        var all = new ArrayList<>(List.of("--keepwell.db.url=", "--keepwell.url=", "--keepwell.secret="));
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--keepwell.port"))) {
            all.add("--keepwell.port=0");
        }
        var named = new java.util.LinkedHashMap<String, String>();
        all.forEach(argument -> named.put(argument.substring(0, argument.indexOf('=')), argument));
        var out = new ByteArrayOutputStream();
        int code = new Doctor(new PrintStream(out, true, UTF_8), List.of())
                .examine(named.values().toArray(String[]::new));
        return new Said(code, out.toString(UTF_8));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
