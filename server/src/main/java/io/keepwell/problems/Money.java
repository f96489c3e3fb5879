package io.keepwell.problems;

import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// An amount of money, as the API says it.
///
/// @param amount   in decimal, such as `12.30`
/// @param currency ISO 4217
@Schema(name = "Money")
record Money(String amount, String currency) {

    private static final Set<Role> SEE = Set.of(Role.ADMINISTRATOR, Role.SUCCESS_MANAGER, Role.PRODUCT_MANAGER);

    /// Whether the person who asks sees what customers are worth (3.9.8). The order by it everybody
    /// sees.
    static boolean visible(Members members) {
        return members.current().map(Member::role).filter(SEE::contains).isPresent();
    }

    static @Nullable Money of(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Money(rounded(amount, currency).toPlainString(), currency);
    }

    /// In words, in the language of the request, without small change: "€12,300".
    static String words(BigDecimal amount, String currency) {
        var format = NumberFormat.getCurrencyInstance(LocaleContextHolder.getLocale());
        format.setCurrency(Currency.getInstance(currency));
        format.setMaximumFractionDigits(0);
        return format.format(amount);
    }

    private static BigDecimal rounded(BigDecimal amount, String currency) {
        return amount.setScale(
                Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()), RoundingMode.HALF_UP);
    }
}
