package io.keepwell.platform;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.core.NestedExceptionUtils;

/// Looks at an installation from outside and says what is wrong and what to type: `./keepwell doctor`. It
/// starts nothing and changes nothing, and works whether Keepwell runs or not. Like the launcher and the
/// log it speaks English.
public final class Doctor {

    private final PrintStream out;
    private final List<Examination> examinations;

    /// @param out          where it is said
    /// @param examinations what the modules above want to be looked at, where the database can be reached
    public Doctor(PrintStream out, List<Examination> examinations) {
        this.out = out;
        this.examinations = List.copyOf(examinations);
    }

    /// Looks at everything.
    ///
    /// @param arguments settings of the command line, such as `--keepwell.port=9090`
    /// @return 0 when nothing is wrong, else 1
    public int examine(String... arguments) {
        var findings = findings(arguments);
        findings.forEach(this::say);
        return findings.stream().anyMatch(finding -> finding.mark() == Finding.Mark.WRONG) ? 1 : 0;
    }

    private List<Finding> findings(String... arguments) {
        KeepwellSettings settings;
        try {
            settings = CommandSettings.read(arguments);
        } catch (RuntimeException e) {
            var cause = NestedExceptionUtils.getMostSpecificCause(e);
            return List.of(Finding.wrong(
                    "The settings cannot be read: " + cause.getMessage(),
                    "env | grep KEEPWELL_    (what each may be: docs/settings.md)"));
        }
        var findings = new ArrayList<Finding>();
        findings.addAll(AddressExamination.of(settings));
        findings.addAll(DataFolderExamination.of(settings));
        findings.addAll(new DatabaseExamination(settings, examinations).findings());
        return findings;
    }

    private void say(Finding finding) {
        out.printf("%-6s %s%n", finding.mark().name().toLowerCase(Locale.ROOT), finding.sentence());
        if (finding.advice() != null) {
            out.printf("       %s%n", finding.advice());
        }
    }
}
