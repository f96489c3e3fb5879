package io.keepwell.team;

import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/// Where the container and the security filters send what they refuse, so that it is told in the same words and on the
/// same page as every other refusal.
@Controller
class ErrorPageController implements ErrorController {

    @ForEveryone
    @RequestMapping("/error")
    void refuse(HttpServletRequest request) {
        if (request.getAttribute(SecurityAnswers.REFUSAL) instanceof Refusal refusal) {
            throw refusal;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        throw new ResponseStatusException(HttpStatusCode.valueOf(status));
    }
}
