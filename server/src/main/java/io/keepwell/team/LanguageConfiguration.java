package io.keepwell.team;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

/// The language of a request: of the person signed in, else the first that the browser asks for and we have, else that
/// of the installation.
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

    @Bean
    LocaleResolver localeResolver(KeepwellSettings settings) {
        return new TeamLanguage(settings.locale());
    }

    private static final class TeamLanguage implements LocaleResolver {

        private final Locale installation;

        TeamLanguage(Locale installation) {
            this.installation = Texts.supported(installation);
        }

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            return SignedInMembers.principal()
                    .map(principal -> principal.member().locale())
                    .orElseGet(() -> asked(request));
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            throw new UnsupportedOperationException("People choose their language on their own page");
        }

        private Locale asked(HttpServletRequest request) {
            if (request.getHeader("Accept-Language") == null) {
                return installation;
            }
            return Collections.list(request.getLocales()).stream()
                    .filter(wanted -> Texts.LANGUAGES.stream()
                            .anyMatch(language -> language.getLanguage().equals(wanted.getLanguage())))
                    .findFirst()
                    .map(Texts::supported)
                    .orElse(installation);
        }
    }
}
