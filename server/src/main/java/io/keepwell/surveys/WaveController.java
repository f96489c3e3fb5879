package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customers;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of a wave: who was asked, who not and why. Every number opens to the people behind it.
@ForTeam
@Controller
@RequestMapping("/surveys/{id}/waves")
class WaveController {

    private static final int MOST_SHOWN = 100;

    private final Surveys surveys;
    private final Waves waves;
    private final WaveStore store;
    private final Customers customers;
    private final Members members;

    WaveController(Surveys surveys, Waves waves, WaveStore store, Customers customers, Members members) {
        this.surveys = surveys;
        this.waves = waves;
        this.store = store;
        this.customers = customers;
        this.members = members;
    }

    /// Somebody who was meant.
    ///
    /// @param why  why they were not asked, or null
    record Row(
            UUID customer,
            String name,
            String state,
            @Nullable String why,
            @Nullable Instant at) {}

    /// So many with one state and one reason.
    ///
    /// @param chosen whether these are shown
    record Share(String label, int people, String href, boolean chosen) {}

    /// The page.
    ///
    /// @param shares  everybody who was meant, by what became of them
    /// @param label   what the people shown have in common, null for all
    /// @param next    where more of them stand, or null
    /// @param stops   whether whoever looks can take it back
    record Page(
            Survey survey,
            Wave wave,
            WaveTally tally,
            List<Share> shares,
            @Nullable String label,
            List<Row> rows,
            @Nullable String next,
            boolean stops) {

        String href() {
            return "/surveys/" + survey.id() + "/waves/" + wave.id();
        }

        /// How much of everybody who was meant has been decided about.
        int percent() {
            return tally.meant() == 0 ? 100 : 100 * (tally.meant() - tally.waiting()) / tally.meant();
        }

        boolean runs() {
            return wave.state() == WaveState.PLANNING || wave.state() == WaveState.SENDING;
        }
    }

    @GetMapping("/{wave}")
    String show(
            @PathVariable UUID id,
            @PathVariable UUID wave,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable UUID after,
            Model model) {
        var survey = surveys.get(id);
        var found = of(id, wave);
        var href = "/surveys/" + id + "/waves/" + wave;
        var wanted = Words.askedOrNull(InvitationState.class, "state", state);
        var why = reason == null || reason.isBlank() ? null : reason;
        var invitations = store.invitations(wave, wanted, why, after, MOST_SHOWN + 1);
        var shown = invitations.stream().limit(MOST_SHOWN).toList();
        var people = customers.find(shown.stream().map(Invitation::customer).toList());
        var shares = store.shares(wave).stream()
                .map(share -> new Share(
                        label(share.state(), share.reason()),
                        share.people(),
                        href + "?state=" + share.state().word()
                                + (share.reason() == null ? "" : "&reason=" + share.reason()),
                        share.state() == wanted && (why == null || why.equals(share.reason()))))
                .toList();
        model.addAttribute(
                "page",
                new Page(
                        survey,
                        found,
                        waves.tally(wave),
                        shares,
                        wanted == null ? null : label(wanted, why),
                        shown.stream()
                                .map(it -> {
                                    var customer = people.get(it.customer());
                                    return new Row(
                                            it.customer(),
                                            customer == null ? t("surveys.asking.nobody") : customer.label(),
                                            t("surveys.asking.state."
                                                    + it.state().word()),
                                            it.reason() == null ? null : t("surveys.reason." + it.reason()),
                                            it.askedAt());
                                })
                                .toList(),
                        invitations.size() > MOST_SHOWN
                                ? href + "?" + (wanted == null ? "" : "state=" + wanted.word() + "&")
                                        + (why == null ? "" : "reason=" + why + "&") + "after="
                                        + shown.getLast().id()
                                : null,
                        writes()));
        return "surveys/wave";
    }

    private static String label(InvitationState state, @Nullable String reason) {
        var word = t("surveys.asking.state." + state.word());
        return reason == null ? word : t("surveys.asking.share", "state", word, "why", t("surveys.reason." + reason));
    }

    private boolean writes() {
        return members.current()
                .map(Member::role)
                .filter(it -> it != Role.VIEWER)
                .isPresent();
    }

    private Wave of(UUID survey, UUID wave) {
        var found = waves.get(wave);
        if (!found.survey().equals(survey)) {
            throw new SurveyNotFound(wave.toString());
        }
        return found;
    }

    @ForAgents
    @PostMapping("/{wave}/cancellation")
    String cancel(@PathVariable UUID id, @PathVariable UUID wave, RedirectAttributes redirect) {
        try {
            waves.cancel(of(id, wave).id());
            redirect.addFlashAttribute("done", t("surveys.asking.cancelled"));
        } catch (WaveRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
        }
        return "redirect:/surveys/" + id + "/waves/" + wave;
    }
}
