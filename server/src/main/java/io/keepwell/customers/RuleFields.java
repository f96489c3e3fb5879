package io.keepwell.customers;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Refusal.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// The fields of a rule over customers, for the forms of whatever goes by one.
@Component
public class RuleFields {

    /// What the template draws.
    record Page(List<RuleForm.Line> lines, List<String> traits, Map<String, String> wrongs) {}

    private final Traits traits;
    private final Fragments fragments;

    RuleFields(Traits traits, Fragments fragments) {
        this.traits = traits;
        this.fragments = fragments;
    }

    /// The fields, to be written out within a form.
    ///
    /// @param wrongs what is wrong with them, by [RuleForm#rule]
    public Content show(RuleForm form, List<FieldError> wrongs) {
        var names = new TreeSet<>(traits.names());
        form.lines().stream()
                .map(RuleForm.Line::what)
                .filter(it -> it.startsWith(RuleForm.OF_TRAIT))
                .forEach(it -> names.add(it.substring(RuleForm.OF_TRAIT.length())));
        var said = new LinkedHashMap<String, String>();
        wrongs.forEach(it -> said.putIfAbsent(it.field(), it.message()));
        return fragments.of("customers/rule.jte", Map.of("page", new Page(form.drawn(), List.copyOf(names), said)));
    }
}
