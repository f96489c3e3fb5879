package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Member;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionNamesTests {

    private static final List<Member> TEAM =
            List.of(member("Mara Lindqvist"), member("Jonas Brandt"), member("Jonas Brandtner"), member("Ana Özil"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            nullValues = "-",
            value = {
                "'@Mara Lindqvist can you look' > Mara Lindqvist",
                "'ask @mara, please' > Mara Lindqvist",
                "'@Jonas is ambiguous' > ''",
                "'@Jonas Brandtner knows' > Jonas Brandtner",
                "'@Jonas Brandt knows' > Jonas Brandt",
                "'write to mara@mara.example' > ''",
                "'@Maraike is nobody' > ''",
                "'@Ana Özil and @Mara' > 'Ana Özil,Mara Lindqvist'"
            })
    void findsWhoIsNamed(String text, String names) {
        assertThat(String.join(
                        ",",
                        MentionNames.in(text, TEAM).stream().map(Member::name).toList()))
                .isEqualTo(names);
    }

    private static Member member(String name) {
        return new Member(UUID.randomUUID(), "x@keepwell.test", name, Role.AGENT, Locale.ENGLISH, "light", true);
    }
}
