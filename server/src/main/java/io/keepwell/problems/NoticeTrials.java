package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.TeamMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Members;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The letter to whoever is about to send it, marked as a test (PR5). It speaks of no customer and stands in no
/// ledger.
@Service
class NoticeTrials {

    private final NoticePreviews previews;
    private final TeamMail mail;
    private final Members members;
    private final Audit audit;
    private final KeepwellSettings settings;

    NoticeTrials(NoticePreviews previews, TeamMail mail, Members members, Audit audit, KeepwellSettings settings) {
        this.previews = previews;
        this.mail = mail;
        this.members = members;
        this.audit = audit;
        this.settings = settings;
    }

    /// Sends one letter in each language that was written.
    ///
    /// @param texts       what is said by language tag
    /// @param whatChanged what we changed, for a fix
    /// @return what was done, in a sentence
    @Transactional
    String send(Problem problem, NoticeStage stage, Map<String, String> texts, @Nullable String whatChanged) {
        if (texts.getOrDefault("", "").isBlank()) {
            throw InvalidRequest.field("text", t("problems.refused.text"));
        }
        var me = members.require();
        var changed = stage == NoticeStage.FIXED && whatChanged != null && !whatChanged.isBlank()
                ? whatChanged.strip()
                : null;
        boolean sent = false;
        for (var tag : texts.keySet()) {
            var locale = Texts.supported(tag.isEmpty() ? settings.locale() : Locale.forLanguageTag(tag));
            var letter = previews.of(problem, stage, texts, changed, me.name(), locale);
            sent |= mail.send(new TeamMail.Message(
                    "notice-trial:" + Ids.next(),
                    new EmailAddress(me.email()),
                    me.name(),
                    t("problems.trial.subject", "subject", letter.subject()),
                    t("problems.trial.lead") + "\n\n" + letter.text(),
                    locale));
        }
        if (!sent) {
            throw ProblemRefused.because("no-mailbox");
        }
        audit.record("notice.tried", problem.id(), problem.title(), Map.of("to", me.email()));
        return t("problems.trial.sent", "address", me.email());
    }
}
