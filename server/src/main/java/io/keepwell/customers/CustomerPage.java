package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.customers.TimelineSource.Entry;
import io.keepwell.customers.TimelineSource.Kind;
import io.keepwell.shared.Moments;
import io.keepwell.shared.Slice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// The page of one customer, for whoever puts a tab of their own onto it.
///
/// @param customer  who
/// @param tab       `timeline`, `conversations`, `notes` or `known`
/// @param erased    whether they have been forgotten
/// @param writable  whether the person who looks may change anything
/// @param admin     whether they may export and erase
/// @param lately    what other parts of Keepwell know of the last days
public record CustomerPage(
        Customer customer, String tab, boolean erased, boolean writable, boolean admin, List<Content> lately) {

    static final List<String> TABS = List.of("timeline", "conversations", "notes", "known");

    /// Address of the page.
    public String href() {
        return "/customers/" + customer.id();
    }

    String tabHref(String of) {
        return of.equals("timeline") ? href() : href() + "/" + of;
    }

    String initials() {
        var parts = customer.label().strip().split("\\s+");
        var last = parts.length == 1 ? "" : parts[parts.length - 1].substring(0, 1);
        return (parts[0].isEmpty() ? "?" : parts[0].substring(0, 1)) + last;
    }

    /// Since when we know them.
    String since() {
        return t("customers.since", "month", Moments.month(customer.firstSeenAt()));
    }

    /// Name of the account, where it is more than this one person; else null.
    @Nullable
    String account() {
        var account = customer.accountName();
        return account.equals(customer.name()) || account.equals(customer.email()) ? null : account;
    }

    /// A part of the timeline.
    ///
    /// @param entries newest first
    /// @param kinds   kinds that can be chosen
    /// @param chosen  those that are, empty for all
    /// @param older   address of the older entries, or null
    record Life(
            List<Entry> entries,
            List<Kind> kinds,
            Set<String> chosen,
            @Nullable String older) {

        static Life of(String href, Slice<Entry> slice, List<Kind> kinds, Set<String> chosen) {
            var next = slice.next();
            return new Life(
                    slice.items(),
                    kinds,
                    chosen,
                    next == null
                            ? null
                            : UriComponentsBuilder.fromPath(href)
                                    .queryParam("kind", chosen.toArray())
                                    .queryParam("cursor", next)
                                    .encode()
                                    .toUriString());
        }

        /// The word of a kind.
        String label(String kind) {
            return kinds.stream()
                    .filter(it -> it.key().equals(kind))
                    .map(Kind::label)
                    .collect(Collectors.joining());
        }
    }

    /// Everything known.
    ///
    /// @param facts  what can be changed
    /// @param merges merges that can be undone
    /// @param wrong  why the last change was refused, or null
    /// @param taken  who has the identifier that was asked for, or null
    record Known(
            CustomerEditing.Facts facts,
            List<CustomerMerges.Merge> merges,
            @Nullable String wrong,
            @Nullable Customer taken) {

        String addresses() {
            return String.join("\n", facts.addresses());
        }

        static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
