package io.keepwell.customers;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of customers by name, such as their bank, their plan or the version of the app they use; and who is
/// meant by a rule over it.
public interface Traits {

    /// Something known.
    ///
    /// @param name  its name
    /// @param value its value, in the form of `TraitValues`
    /// @param at    since when it is known to be so
    record Trait(String name, Object value, Instant at) {}

    /// All that is known of a customer, by name.
    List<Trait> of(UUID customer);

    /// The values of several customers, by the id that was asked for; customers without traits are absent.
    Map<UUID, Map<String, Object>> of(Collection<UUID> customers);

    /// Takes values in: of each trait the newest `at` wins, at equal times the one that came last. What is not
    /// named stays. Publishes `TraitsChanged` where anything is different afterwards.
    ///
    /// @param customer of whom; the id of a merged profile means its survivor
    /// @param traits   values by name; null takes one away
    /// @param at       since when this is so; a time to come counts as now
    /// @throws io.keepwell.shared.InvalidRequest where a name or a value cannot be taken
    void set(UUID customer, Map<String, ? extends @Nullable Object> traits, Instant at);

    /// The customers a rule means, in the order of their ids; never those who were forgotten or merged into others.
    List<UUID> matching(TraitRule rule);

    /// How many customers a rule means.
    long count(TraitRule rule);

    /// Whether a rule means this customer.
    boolean matches(TraitRule rule, UUID customer);

    /// Names of traits that occur, for suggestions.
    List<String> names();
}
