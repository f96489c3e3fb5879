package io.keepwell.mail.room;

import io.keepwell.mail.ThreadReader;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of the mail room.
@Controller
class RoomController {

    private static final int BOXES = 40;
    private static final int LETTERS = 50;

    private final RoomStore store;
    private final RoomLetters letters;
    private final RoomPost post;
    private final ObjectProvider<ThreadReader> threads;
    private final Members members;

    RoomController(
            RoomStore store,
            RoomLetters letters,
            RoomPost post,
            ObjectProvider<ThreadReader> threads,
            Members members) {
        this.store = store;
        this.letters = letters;
        this.post = post;
        this.threads = threads;
        this.members = members;
    }

    @ForTeam
    @GetMapping("/mailroom")
    String show(
            @RequestParam(defaultValue = "") String to,
            @RequestParam @Nullable UUID letter,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        model.addAttribute("page", page(to, letter, q, false, RoomPage.Form.EMPTY, null));
        return "mail/room/page";
    }

    @ForAgents
    @GetMapping("/mailroom/new")
    String showNew(Model model) {
        model.addAttribute("page", page("", null, "", true, RoomPage.Form.EMPTY, null));
        return "mail/room/page";
    }

    @ForAgents
    @PostMapping("/mailroom/messages")
    String create(
            @RequestParam @Nullable UUID letter,
            @RequestParam @Nullable UUID mailbox,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            HttpServletResponse response,
            Model model) {
        try {
            var accepted = post.write(new RoomPost.Wanted(letter, mailbox, email, name, subject, text));
            return "redirect:/mailroom?to=" + URLEncoder.encode(accepted.email(), StandardCharsets.UTF_8);
        } catch (InvalidRequest refused) {
            // what was typed stays
            response.setStatus(400);
            var form = new RoomPage.Form(name, email, subject, text);
            var to = letter == null
                    ? ""
                    : store.letter(letter).map(RoomStore.Kept::to).orElse("");
            model.addAttribute("page", page(to, letter, "", letter == null, form, refused.sentence()));
            return "mail/room/page";
        }
    }

    private RoomPage page(
            String to,
            @Nullable UUID letter,
            String search,
            boolean writing,
            RoomPage.Form form,
            @Nullable String problem) {
        var address = EmailAddress.parse(to).map(EmailAddress::value).orElse(null);
        var inBox = address == null ? List.<RoomLetter>of() : letters.read(store.letters(address, LETTERS));
        var open = inBox.stream()
                .filter(each -> letter == null || each.id().equals(letter))
                .findFirst()
                .orElse(null);
        var thread = open != null
                ? Optional.of(open.thread())
                : Optional.ofNullable(address).flatMap(store::threadOf);
        var boxes = address != null || writing
                ? List.<RoomPage.Preview>of()
                : store.boxes(search.strip().toLowerCase(Locale.ROOT), BOXES).stream()
                        .map(this::preview)
                        .toList();
        return new RoomPage(
                post.mailboxes(),
                boxes,
                search.strip(),
                address,
                inBox,
                open,
                open == null
                        ? ""
                        : store.letter(open.id()).map(letters::original).orElse(""),
                thread.flatMap(this::read).orElse(null),
                writing,
                form,
                problem,
                members.current().map(me -> me.role() != Role.VIEWER).orElse(false));
    }

    private RoomPage.Preview preview(RoomStore.Box box) {
        return new RoomPage.Preview(
                box,
                store.letters(box.address(), 1).stream()
                        .findFirst()
                        .map(letters::read)
                        .orElse(null));
    }

    private Optional<ThreadReader.Read> read(UUID thread) {
        return threads.stream().flatMap(reader -> reader.read(thread).stream()).findFirst();
    }
}
