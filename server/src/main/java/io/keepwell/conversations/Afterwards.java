package io.keepwell.conversations;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// What follows an action on the page: scripts ask for the panes themselves, a plain form is led back to the
/// conversation.
final class Afterwards {

    private Afterwards() {}

    static ResponseEntity<Void> show(HttpServletRequest request, long number) {
        var accept = request.getHeader("Accept");
        boolean script = request.getHeader("HX-Request") != null
                || accept != null && accept.contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        return script
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/inbox/" + number))
                        .build();
    }
}
