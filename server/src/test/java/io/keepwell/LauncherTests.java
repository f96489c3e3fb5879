package io.keepwell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on machines that are not this one: a copy of it, made-up JDKs that only tell what they were started
/// with, and a PATH that holds nothing else.
@Tag("process")
class LauncherTests {

    private static final List<String> TOOLS = List.of(
            "bash",
            "sh",
            "awk",
            "cat",
            "df",
            "dirname",
            "find",
            "grep",
            "head",
            "id",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "touch");

    @TempDir
    Path machine;

    private Path checkout;
    private Path path;

    @BeforeEach
    void aMachineWithTheTools() throws IOException {
        checkout = Files.createDirectories(machine.resolve("a checkout"));
        Files.createDirectories(checkout.resolve("server/src/main"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createFile(checkout.resolve("server/pom.xml"));
        Files.copy(Path.of("../keepwell"), checkout.resolve("keepwell"));

        path = Files.createDirectories(machine.resolve("bin"));
        for (var tool : TOOLS) {
            for (var folder : List.of("/usr/bin", "/bin")) {
                var real = Path.of(folder, tool);
                if (Files.exists(real) && Files.notExists(path.resolve(tool))) {
                    script(path.resolve(tool), "exec " + real + " \"$@\"");
                }
            }
        }
    }

    @Test
    void findsA25WhereTheDefaultJavaIsOlder() throws Exception {
        var old = jdk("elsewhere/17", "17.0.15");
        Files.createSymbolicLink(path.resolve("java"), old.resolve("bin/java"));
        jdk("jdks/26", "26");
        var wanted = jdk("jdks/twenty five", "25.0.3");
        built();

        var run = keepwell("start");

        assertThat(run.code).isZero();
        assertThat(run.out).contains("java of " + wanted);
    }

    @Test
    void takesTheLowestAbove25WhereThereIsNo25() throws Exception {
        jdk("jdks/27", "27.0.1");
        var wanted = jdk("jdks/26", "26-ea");
        built();

        assertThat(keepwell("start").out).contains("java of " + wanted);
    }

    @Test
    void findsTheJdksOfSdkman() throws Exception {
        var wanted = jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");
        built();

        assertThat(keepwell("start").out).contains("java of " + wanted);
    }

    @Test
    void saysInOneSentenceThatAJdkIsMissing() throws Exception {
        jdk("jdks/17", "17.0.15");

        var run = keepwell("start");

        assertThat(run.code).isEqualTo(78);
        assertThat(run.err.lines()).hasSize(1);
        assertThat(run.err).startsWith("Keepwell needs a JDK 25 or newer, and there is none here: install one");
    }

    @Test
    void saysWhenTheJdkThatWasNamedIsTooOld() throws Exception {
        jdk("jdks/25", "25.0.3");
        var old = jdk("jdks/17", "17.0.15");

        var run = keepwell(Map.of("KEEPWELL_JAVA_HOME", old.toString()), "start");

        assertThat(run.code).isEqualTo(78);
        assertThat(run.err).contains(old.toString()).contains("not a JDK 25 or newer");
    }

    @Test
    void saysInOneSentenceThatMavenIsMissing() throws Exception {
        jdk("jdks/25", "25.0.3");

        var run = keepwell("start");

        assertThat(run.code).isEqualTo(78);
        assertThat(run.err.lines()).hasSize(1);
        assertThat(run.err).contains("install Maven");
    }

    @Test
    void buildsOnceAndOnlyAgainWhenASourceIsNewer() throws Exception {
        jdk("jdks/25", "25.0.3");
        script(
                path.resolve("mvn"),
                "touch built-by-maven; mkdir -p server/target; echo x > server/target/keepwell.jar");
        var mark = checkout.resolve("built-by-maven");

        assertThat(keepwell("start").out).contains("Building Keepwell.");
        assertThat(mark).exists();

        Files.delete(mark);
        assertThat(keepwell("start").out).doesNotContain("Building");
        assertThat(mark).doesNotExist();

        Files.setLastModifiedTime(checkout.resolve("pom.xml"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertThat(keepwell("start").out).contains("Building");
        assertThat(mark).exists();
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndStartsNothing() throws Exception {
        jdk("jdks/25", "25.0.3");
        script(path.resolve("mvn"), "echo '[INFO] chatter'; echo '[ERROR] Ana.java:[3] ; expected'; exit 1");

        var run = keepwell("start");

        assertThat(run.code).isEqualTo(70);
        assertThat(run.err).contains("Ana.java:[3] ; expected").doesNotContain("chatter");
        assertThat(run.out).doesNotContain("java of");
    }

    @Test
    void theDemoNeverTouchesTheRealDataNorAnotherDatabase() throws Exception {
        jdk("jdks/25", "25.0.3");
        built();

        var run =
                keepwell(Map.of("KEEPWELL_DATA", "/srv/real", "KEEPWELL_DB_URL", "jdbc:postgresql://db/real"), "demo");

        assertThat(run.out)
                .contains("demo=true")
                .contains("data=" + checkout.toRealPath().resolve("demo-data"))
                .contains("db=none");
    }

    @Test
    void foldersAreMeantFromWhereOneStandsAndTheProgramIsFoundThroughALink() throws Exception {
        jdk("jdks/25", "25.0.3");
        built();
        var link = Files.createSymbolicLink(path.resolve("kw"), checkout.resolve("keepwell"));

        var run = run(machine, Map.of("KEEPWELL_DATA", "my data"), link.toString(), "start");

        assertThat(run.code).isZero();
        assertThat(run.out).contains("data=" + machine.resolve("my data")).contains("in=" + checkout.toRealPath());
    }

    @Test
    void theProgramTakesThePlaceOfTheLauncherSoThatSignalsArrive() throws Exception {
        jdk("jdks/25", "25.0.3");
        built();

        var run = keepwell("start");

        assertThat(run.out).contains("pid=" + run.pid);
    }

    @Test
    void aCacheOfAnEarlierBuildIsNotUsed() throws Exception {
        jdk("jdks/25", "25.0.3");
        built();
        var target = checkout.resolve("server/target");
        var program =
                Files.createFile(Files.createDirectories(target.resolve("app")).resolve("keepwell.jar"));
        var cache = Files.createFile(target.resolve("keepwell.aot"));
        Files.setLastModifiedTime(program, FileTime.from(Instant.parse("2101-01-01T00:00:00Z")));

        assertThat(keepwell("start").out).doesNotContain("AOTCache");

        Files.setLastModifiedTime(cache, FileTime.from(Instant.parse("2102-01-01T00:00:00Z")));
        assertThat(keepwell("start").out).contains("-XX:AOTCache=server/target/keepwell.aot");
        assertThat(keepwell(Map.of("KEEPWELL_AOT", "off"), "start").out).doesNotContain("AOTCache");
    }

    @Test
    void anUnknownCommandIsNamedAndHelpIsShown() throws Exception {
        var run = keepwell("frobnicate");

        assertThat(run.code).isEqualTo(64);
        assertThat(run.err).contains("There is no command \"frobnicate\".").contains("./keepwell demo");
    }

    @Test
    void theDoctorSaysWhatToTypeWhereJavaAndMavenAreMissing() throws Exception {
        var run = keepwell(Map.of("KEEPWELL_PORT", "1"), "doctor");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.out)
                .contains("wrong  There is no JDK 25 or newer here.")
                .contains("apt-get install maven")
                .contains("Keepwell is not built yet");
    }

    private Path jdk(String folder, String version) throws IOException {
        var home = machine.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        script(home.resolve("bin/javac"), "exit 0");
        script(home.resolve("bin/java"), """
                case "$*" in *jarmode*) exit 1 ;; esac
                echo "java of %s"
                echo "with $*"
                echo "pid=$$"
                echo "in=$PWD"
                echo "demo=${KEEPWELL_DEMO:-} data=${KEEPWELL_DATA:-} db=${KEEPWELL_DB_URL:-none}"
                """.formatted(home));
        return home;
    }

    private void built() throws IOException {
        Files.createDirectories(checkout.resolve("server/target"));
        var jar = Files.createFile(checkout.resolve("server/target/keepwell.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run keepwell(String... arguments) throws Exception {
        return keepwell(Map.of(), arguments);
    }

    private Run keepwell(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(checkout.resolve("keepwell").toString()));
        command.addAll(List.of(arguments));
        return run(machine, environment, command.toArray(String[]::new));
    }

    private Run run(Path from, Map<String, String> environment, String... command) throws Exception {
        var out = Files.createTempFile(machine, "out", "");
        var err = Files.createTempFile(machine, "err", "");
        var builder = new ProcessBuilder(command)
                .directory(from.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        var own = new HashMap<>(Map.of(
                "PATH", path.toString(),
                "HOME", machine.resolve("home").toString(),
                "KEEPWELL_JDK_FOLDERS", machine.resolve("jdks").toString()));
        own.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(own);
        var process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), process.pid(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private record Run(int code, long pid, String out, String err) {}
}
