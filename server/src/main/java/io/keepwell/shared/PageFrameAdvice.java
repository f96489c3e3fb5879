package io.keepwell.shared;

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
                person.isEmpty()
                        ? List.of()
                        : places.stream()
                                .filter(Place::visible)
                                .sorted(Comparator.comparingInt(Place::order))
                                .toList(),
                notices.stream().flatMap(source -> source.notice().stream()).toList(),
                request.getRequestURI(),
                person.isEmpty()
                        ? List.of()
                        : tops.stream().map(TopPiece::content).toList());
    }
}
