package io.keepwell.shared;

import static io.keepwell.shared.Texts.t;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// The edge: turns every refusal and every fault into RFC 9457 problem details for the API and into a page for people.
/// Faults are logged here, once, with an id that the person can quote.
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusalAdvice {

    private static final Logger log = LoggerFactory.getLogger(RefusalAdvice.class);

    private final PageFrameAdvice frames;

    RefusalAdvice(PageFrameAdvice frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    Object refused(Refusal refusal, HttpServletRequest request) {
        return answer(request, refusal.kind().status(), refusal.slug(), refusal.sentence(), refusal.errors(), null);
    }

    @ExceptionHandler
    Object unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
            var sentence = t("shared.api.field", "field", unknown.getPropertyName());
            return answer(
                    request,
                    400,
                    "unknown-field",
                    sentence,
                    List.of(new Refusal.FieldError(unknown.getPropertyName(), sentence)),
                    null);
        }
        var errors = new ArrayList<Refusal.FieldError>();
        if (e.getCause() instanceof DatabindException invalid
                && !invalid.getPath().isEmpty()) {
            errors.add(new Refusal.FieldError(
                    String.valueOf(invalid.getPath().getLast().getPropertyName()), t("shared.api.unreadable-value")));
        }
        return answer(request, 400, "unreadable-request", t("shared.api.json"), errors, null);
    }

    @ExceptionHandler
    Object invalid(MethodArgumentNotValidException e, HttpServletRequest request) {
        var errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new Refusal.FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        return answer(request, 400, "invalid-request", t("shared.api.invalid"), errors, null);
    }

    @ExceptionHandler
    Object mismatch(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        var sentence = t("shared.api.value", "field", e.getName());
        return answer(
                request,
                400,
                "invalid-request",
                sentence,
                List.of(new Refusal.FieldError(e.getName(), sentence)),
                null);
    }

    /// What lets customers in by its mere address is not to be read in a log.
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().replaceAll("^/(portal|works|messenger/confirm)/[^/]+", "/$1/…");
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException e) {
        throw e;
    }

    /// The browser has left while it was listening or loading: nobody is there to be told.
    @ExceptionHandler
    void left(AsyncRequestNotUsableException e) {
        log.debug("The browser has left");
    }

    @ExceptionHandler
    Object broken(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            int status = known.getStatusCode().value();
            var slug = status == 404 ? "not-found" : status == 405 ? "method-not-allowed" : "invalid-request";
            var sentence = status == 404
                    ? Texts.t("shared.error.nothing-here")
                    : String.valueOf(known.getBody().getDetail());
            return answer(request, status, slug, sentence, List.of(), null);
        }
        var id = UUID.randomUUID().toString().substring(0, 8);
        log.error("Request {} {} failed, fault {}", request.getMethod(), path(request), id, e);
        return answer(request, 500, "fault", Texts.t("shared.error.broken"), List.of(), id);
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        var sentence = Texts.t("shared.error.too-large");
        return answer(request, 413, "attachments-too-large", sentence, List.of(), null);
    }

    // Our own scripts ask for the problem itself and say it beside what was typed.
    private static boolean asksForProblem(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }

    private Object answer(
            HttpServletRequest request,
            int status,
            String slug,
            String sentence,
            List<Refusal.FieldError> errors,
            @Nullable String fault) {
        var path = request.getRequestURI();
        if (path.startsWith("/api/") || path.startsWith("/v1/") || asksForProblem(request)) {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), sentence);
            problem.setType(URI.create("/problems/" + slug));
            if (!errors.isEmpty()) {
                problem.setProperty("errors", errors);
            }
            if (fault != null) {
                problem.setProperty("fault", fault);
            }
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        var page = new ErrorPage(status, sentence, errors, fault);
        return new ModelAndView(
                request.getHeader("HX-Request") == null ? "shared/error" : "shared/refused",
                Map.of("page", page, "frame", frames.frame(request)),
                HttpStatusCode.valueOf(status));
    }
}
