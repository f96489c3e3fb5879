package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// What a gesture costs the company.
///
/// @param minor    in minor units, never negative
/// @param currency ISO 4217
record Cost(long minor, String currency) {

    /// Nobody gives more than this at once; what is typed above it is a slip.
    private static final long MOST = 100_000_000L;

    /// As the API says it.
    @Schema(name = "GestureCost", description = "What it costs the company; \"0\" for what costs nothing")
    record Json(
            @Schema(example = "12.30", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String amount,

            @Schema(description = "The reporting currency; may be left out in requests") @Nullable
            String currency) {}

    /// What somebody typed, such as `12.50`, `12,50` or nothing.
    ///
    /// @param field its name, for the refusal
    static Cost typed(String field, @Nullable String text, String currency) {
        var plain = text == null ? "" : text.strip().replace(',', '.');
        if (plain.isEmpty()) {
            return new Cost(0, currency);
        }
        int digits = digits(currency);
        if (!plain.matches("\\d{1,9}(\\.\\d{1,%d})?".formatted(Math.max(1, digits)))) {
            throw InvalidRequest.field(field, t("gestures.refused.cost", "currency", currency));
        }
        var minor = new BigDecimal(plain).movePointRight(digits);
        if (minor.stripTrailingZeros().scale() > 0 || minor.longValue() > MOST) {
            throw InvalidRequest.field(field, t("gestures.refused.cost", "currency", currency));
        }
        return new Cost(minor.longValueExact(), currency);
    }

    /// What a program sent.
    static Cost asked(String field, @Nullable Json json, String currency) {
        if (json == null) {
            return new Cost(0, currency);
        }
        if (json.currency() != null && !json.currency().equals(currency)) {
            throw InvalidRequest.field(field, t("gestures.refused.currency", "currency", currency));
        }
        return typed(field, json.amount(), currency);
    }

    Json json() {
        return new Json(plain(), currency);
    }

    /// In decimal, with a point: `12.30`.
    String plain() {
        return amount().toPlainString();
    }

    /// In words, in the language of the request: "€12.30", and without cents where there are none.
    String words() {
        var format = NumberFormat.getCurrencyInstance(LocaleContextHolder.getLocale());
        format.setCurrency(Currency.getInstance(currency));
        int digits = amount().stripTrailingZeros().scale() <= 0 ? 0 : digits(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount());
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(minor, digits(currency));
    }

    private static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
