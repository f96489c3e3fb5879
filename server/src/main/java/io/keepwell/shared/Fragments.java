package io.keepwell.shared;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Pieces of a page that one module hands to the page of another: what is shown is written in the module that knows it.
@Component
public class Fragments {

    private final TemplateEngine engine;

    Fragments(TemplateEngine engine) {
        this.engine = engine;
    }

    /// The piece that a template draws.
    ///
    /// @param template   the template, such as `customers/tenure.jte`
    /// @param parameters its parameters by name
    /// @return to be written out by a template as `${content}`
    public Content of(String template, Map<String, Object> parameters) {
        return output -> engine.render(template, parameters, output);
    }
}
