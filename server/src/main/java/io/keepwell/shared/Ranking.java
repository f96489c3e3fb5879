package io.keepwell.shared;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// The order that people give to things which are tried one after the other, such as rules.
public final class Ranking {

    private Ranking() {}

    /// The same order with one of them before the one that was above it; unchanged where it is the first, or none of
    /// them.
    public static List<UUID> risen(List<UUID> order, UUID one) {
        int at = order.indexOf(one);
        if (at <= 0) {
            return order;
        }
        var risen = new ArrayList<>(order);
        risen.set(at, order.get(at - 1));
        risen.set(at - 1, one);
        return risen;
    }

    /// Whether an order that was wished for has the same things, each of them once.
    public static boolean complete(List<UUID> wished, List<UUID> before) {
        return wished.size() == before.size() && new HashSet<>(wished).equals(new HashSet<>(before));
    }
}
