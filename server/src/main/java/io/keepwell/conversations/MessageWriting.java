package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.tasks.TaskKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what programs want to be said.
@Component
class MessageWriting {

    private final Replies replies;
    private final Calls calls;

    MessageWriting(Replies replies, Calls calls) {
        this.replies = replies;
        this.calls = calls;
    }

    /// @return the message it has become
    /// @throws ReplyOvertaken where somebody has written since the message that was seen
    UUID write(UUID conversation, NewMessage wanted, List<IncomingMail.Attachment> files) {
        var type = String.valueOf(wanted.type());
        if (!type.equals("call") && wanted.call() != null) {
            throw InvalidRequest.field("call", "call goes with the type call only.");
        }
        return switch (type) {
            case "note" -> {
                alone(wanted.state(), wanted.snoozedUntil(), wanted.seen(), wanted.keeps(), wanted.promises());
                yield replies.note(conversation, written(wanted.text()), files);
            }
            case "reply" -> reply(conversation, wanted, files);
            case "call" -> {
                alone(wanted.snoozedUntil(), wanted.seen(), files.isEmpty() ? null : files);
                yield call(conversation, wanted);
            }
            default -> throw InvalidRequest.field("type", "type is one of reply, note, call.");
        };
    }

    // What cannot go with a kind of message is refused, so that nobody believes it has happened.
    private static void alone(@Nullable Object... further) {
        if (Stream.of(further).anyMatch(it -> it != null)) {
            throw InvalidRequest.field(
                    "type",
                    "A note has nothing but its text and files; a call has no snoozedUntil, no seen and no files.");
        }
    }

    private UUID reply(UUID conversation, NewMessage wanted, List<IncomingMail.Attachment> files) {
        var reply = new Reply(
                written(wanted.text()),
                files,
                wanted.state(),
                wanted.seen(),
                Duration.ZERO,
                word(wanted),
                wanted.snoozedUntil());
        return switch (replies.reply(conversation, reply)) {
            case ReplyOutcome.Written(var into, var number, var message) -> message;
            case ReplyOutcome.Overtaken overtaken -> throw new ReplyOvertaken(overtaken);
        };
    }

    private UUID call(UUID conversation, NewMessage wanted) {
        var call = wanted.call();
        var direction = call == null ? null : call.direction();
        if (call == null || direction == null || !Set.of("in", "out").contains(direction)) {
            throw InvalidRequest.field("call", t("conversations.calls.wrong.given"));
        }
        return calls.note(
                conversation,
                new Calls.Call(
                        direction.equals("in"),
                        !Boolean.FALSE.equals(call.reached()),
                        call.at(),
                        call.minutes(),
                        wanted.text() == null ? "" : wanted.text().strip(),
                        wanted.state(),
                        word(wanted)));
    }

    private static ReplyPromises word(NewMessage wanted) {
        var promises = wanted.promises() == null ? List.<NewMessage.Promise>of() : wanted.promises();
        var kept = wanted.keeps();
        return new ReplyPromises(
                promises.stream().map(MessageWriting::made).toList(), kept == null ? null : Set.copyOf(kept));
    }

    private static ReplyPromises.Made made(NewMessage.Promise promise) {
        var kind = PromiseForm.kind(String.valueOf(promise.kind()));
        var due = promise.dueAt();
        if (kind == TaskKind.FIXED ? due != null : due == null) {
            throw InvalidRequest.field("promises", "dueAt says until when; a promise of the kind fixed has none.");
        }
        return new ReplyPromises.Made(
                kind, promise.what() == null ? "" : promise.what().strip(), due);
    }

    private static String written(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw InvalidRequest.field("text", t("conversations.refused.empty"));
        }
        return text;
    }
}
