package io.keepwell.demo;

import static io.keepwell.shared.Texts.t;

import io.keepwell.team.DemoPeople;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.TeamSetup;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The people of Pennyfold: set up once, then offered by the sign-in page.
@Component
@DemoOnly
class DemoTeam implements DemoPeople {

    private final TeamSetup setup;
    private final Members members;

    DemoTeam(TeamSetup setup, Members members) {
        this.setup = setup;
        this.members = members;
    }

    /// Makes the people and their teams, without passwords: one click is the only way in.
    Map<Colleague, UUID> hire() {
        var ids = new EnumMap<Colleague, UUID>(Colleague.class);
        for (var colleague : Colleague.values()) {
            var member = setup.member(colleague.email(), colleague.fullName(), colleague.role(), Locale.ENGLISH, null);
            ids.put(colleague, member.id());
        }
        return ids;
    }

    /// The teams by name.
    Map<String, UUID> teams(Map<Colleague, UUID> ids) {
        return Arrays.stream(Colleague.values()).collect(Collectors.groupingBy(Colleague::team)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        team -> setup.team(
                                        team.getKey(),
                                        team.getValue().stream().map(ids::get).toList())
                                .id()));
    }

    @Override
    public List<Person> people() {
        var byAddress = members.active().stream().collect(Collectors.toMap(Member::email, member -> member));
        return Arrays.stream(Colleague.values())
                .flatMap(colleague -> Optional.ofNullable(byAddress.get(colleague.email())).stream()
                        .map(member -> new Person(member, sentence(colleague))))
                .toList();
    }

    private static String sentence(Colleague colleague) {
        return switch (colleague) {
            case MARA -> t("demo.person.mara");
            case JONAS -> t("demo.person.jonas");
            case INES -> t("demo.person.ines");
            case TOVE -> t("demo.person.tove");
        };
    }
}
