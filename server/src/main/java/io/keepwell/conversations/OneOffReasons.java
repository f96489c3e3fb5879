package io.keepwell.conversations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps why a complaint has no cause that could happen again. Who ties complaints to their causes implements this.
public interface OneOffReasons {

    /// What is said of a one-off.
    @Schema(name = "OneOffGiven", description = "Why a complaint has no cause that could happen again")
    record Given(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"handling", "misunderstanding", "outside", "chance"})
            @Nullable
            String reason,

            @Schema(description = "Id or name of the part of the product it was about") @Nullable
            String component,

            @Schema(description = "What is to be said of it") @Nullable
            String words) {}

    /// Sets the cause of a complaint to one-off, for a reason.
    ///
    /// @throws io.keepwell.shared.InvalidRequest where the reason is missing
    void oneOff(UUID conversation, Given given);
}
