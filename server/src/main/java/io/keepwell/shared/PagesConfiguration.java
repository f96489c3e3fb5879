package io.keepwell.shared;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.AbstractTemplateViewResolver;

/// Renders the precompiled JTE templates. A view name is `<module>/<template>`.
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

    @Bean
    TemplateEngine templateEngine() {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, PagesConfiguration.class.getClassLoader(), "io.keepwell");
        engine.setTrimControlStructures(true);
        return engine;
    }

    @Bean
    JteViewResolver jteViewResolver(TemplateEngine engine) {
        return new JteViewResolver(engine);
    }

    static class JteViewResolver extends AbstractTemplateViewResolver {

        private final TemplateEngine engine;

        JteViewResolver(TemplateEngine engine) {
            this.engine = engine;
            setViewClass(JteView.class);
            setSuffix(".jte");
            setExposeRequestAttributes(false);
            setExposeSpringMacroHelpers(false);
            setContentType("text/html;charset=UTF-8");
            setOrder(Ordered.HIGHEST_PRECEDENCE);
        }

        @Override
        protected Class<?> requiredViewClass() {
            return JteView.class;
        }

        @Override
        protected JteView instantiateView() {
            return new JteView(engine);
        }
    }

    static class JteView extends AbstractTemplateView {

        private final TemplateEngine engine;

        JteView(TemplateEngine engine) {
            this.engine = engine;
        }

        @Override
        public boolean checkResource(java.util.Locale locale) {
            return engine.hasTemplate(template());
        }

        // No content length: with several fragments in one answer all after the first would be cut off.
        @Override
        protected void renderMergedTemplateModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            var output = new Utf8ByteOutput();
            engine.render(template(), model, output);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            // a page has thousands of pieces, and every write passes through all filters
            var page = new ByteArrayOutputStream(output.getContentLength());
            output.writeTo(page);
            page.writeTo(response.getOutputStream());
        }

        private String template() {
            return String.valueOf(getUrl());
        }
    }
}
