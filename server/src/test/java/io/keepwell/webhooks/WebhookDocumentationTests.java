package io.keepwell.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What docs/webhooks.md says is what happens: its table, its example, and its code, which is run as it stands
/// there.
class WebhookDocumentationTests {

    private static final String SECRET = "whsec_0123456789";
    private static final String BODY = "{\"id\":\"1\",\"type\":\"webhook.test\",\"text\":\"Grüße\"}";

    @TempDir
    Path folder;

    @Test
    void everyTypeThatIsToldIsNamedAndNoOther() throws IOException {
        var named = Pattern.compile(
                        "`((?:conversation|message|promise|sla|problem|notice|repeat|followup|survey|webhook)\\.[a-z]+)`")
                .matcher(docs().lines().filter(line -> line.startsWith("| `")).reduce("", (a, b) -> a + b))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).containsAll(EventType.ALL).contains(EventType.TEST).hasSize(EventType.ALL.size() + 1);
    }

    @Test
    void theExampleHasTheFieldsOfADelivery() throws IOException {
        var example = JsonMapper.builder().build().readTree(code("json"));

        assertThat(example.propertyNames()).containsExactly("id", "type", "sequence", "occurredAt", "subject", "data");
        assertThat(EventType.ALL).contains(example.path("type").asString());
        assertThat(example.path("data").propertyNames()).containsExactly("conversation", "field", "before", "after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "js", "java"})
    void theCodeKnowsOurSignatureAndNoOther(String language) throws IOException, InterruptedException {
        var command = program(language);
        assumeThat(there(command.getFirst())).as(command.getFirst()).isTrue();
        var now = Instant.now();
        var ours = Signature.of(List.of(SECRET), now, BODY);

        assertThat(run(command, ours)).isEqualTo("yes");
        assertThat(run(command, Signature.of(List.of("another one", SECRET), now, BODY)))
                .as("while the secret is changed")
                .isEqualTo("yes");
        assertThat(run(command, Signature.of(List.of("another one"), now, BODY)))
                .isEqualTo("no");
        assertThat(run(command, Signature.of(List.of(SECRET), now, BODY + " "))).isEqualTo("no");
        assertThat(run(command, Signature.of(List.of(SECRET), now.minusSeconds(600), BODY)))
                .as("an old one")
                .isEqualTo("no");
    }

    private List<String> program(String language) throws IOException {
        var code = code(language);
        return switch (language) {
            case "python" -> List.of("python3", file("hook.py", code + """

                                import sys
                                print('yes' if from_keepwell(sys.argv[1], sys.argv[2], sys.argv[3].encode()) else 'no')
                                """));
            case "js" -> List.of("node", file("hook.mjs", code + """

                                const [secret, header, body] = process.argv.slice(2);
                                console.log(fromKeepwell(secret, header, Buffer.from(body)) ? 'yes' : 'no');
                                """));
            default ->
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-Dsun.jnu.encoding=UTF-8",
                        file("Hook.java", """
                                import static java.nio.charset.StandardCharsets.UTF_8;

                                import java.security.GeneralSecurityException;
                                import java.security.MessageDigest;
                                import java.time.Instant;
                                import java.util.Arrays;
                                import java.util.HexFormat;
                                import javax.crypto.Mac;
                                import javax.crypto.spec.SecretKeySpec;

                                class Hook {

                                    public static void main(String[] args) throws GeneralSecurityException {
                                        var body = HexFormat.of().parseHex(args[3]);
                                        System.out.println(fromKeepwell(args[0], args[1], body) ? "yes" : "no");
                                    }

                                """ + code + "\n}\n"));
        };
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static boolean there(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(List<String> command, String header) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        var hex = HexFormat.of().formatHex(BODY.getBytes(StandardCharsets.UTF_8));
        builder.command().addAll(List.of(SECRET, header, BODY, hex));
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    private static String code(String language) throws IOException {
        var matcher = Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(docs());
        assertThat(matcher.find()).as(language).isTrue();
        return matcher.group(1);
    }

    private static String docs() throws IOException {
        var here = Path.of("docs/webhooks.md");
        return Files.readString(Files.exists(here) ? here : Path.of("../docs/webhooks.md"));
    }
}
