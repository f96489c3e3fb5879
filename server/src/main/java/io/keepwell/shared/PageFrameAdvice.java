package io.keepwell.shared;

import gg.jte.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Gives every page its frame.
@ControllerAdvice(annotations = Controller.class)
class PageFrameAdvice {

    private final ObjectProvider<SignedIn.Source> signedIn;
    private final ObjectProvider<Place> places;
    private final ObjectProvider<Notice.Source> notices;
    private final ObjectProvider<TopPiece> tops;

    PageFrameAdvice(
            ObjectProvider<SignedIn.Source> signedIn,
            ObjectProvider<Place> places,
            ObjectProvider<Notice.Source> notices,
            ObjectProvider<TopPiece> tops) {
        this.signedIn = signedIn;
        this.places = places;
        this.notices = notices;
        this.tops = tops;
    }

    @ModelAttribute("frame")
    PageFrame frame(HttpServletRequest request) {
        var person = Optional.ofNullable(signedIn.getIfAvailable()).flatMap(SignedIn.Source::current);
        return new PageFrame(
                LocaleContextHolder.getLocale(),
                person.map(SignedIn::theme).orElse("system"),
                person.orElse(null),
                request.getRequestURI(),
                person.isPresent() ? new OfTeam() : new OfAnybody());
    }

    private class OfAnybody implements PageFrame.Around {

        @Override
        public List<Place> places() {
            return List.of();
        }

        @Override
        public List<Notice> notices() {
            return notices.stream().flatMap(source -> source.notice().stream()).toList();
        }

        @Override
        public List<Content> tops() {
            return List.of();
        }
    }

    private final class OfTeam extends OfAnybody {

        @Override
        public List<Place> places() {
            return places.stream()
                    .filter(Place::visible)
                    .sorted(Comparator.comparingInt(Place::order))
                    .toList();
        }

        @Override
        public List<Content> tops() {
            return tops.stream().map(TopPiece::content).toList();
        }
    }
}
