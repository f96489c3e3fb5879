package io.keepwell.conversations;

import io.keepwell.conversations.RoutingStore.Seat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who of a team gets the next conversation. Nobody gets more than they take at a time.
final class Seats {

    private final boolean inTurn;
    private final List<Seat> seats;
    private @Nullable UUID last;

    /// @param method `round-robin` or `balanced`
    /// @param last   whose turn it was last, or null
    Seats(String method, @Nullable UUID last, List<Seat> seats) {
        this.inTurn = method.equals("round-robin");
        this.last = last;
        this.seats = new ArrayList<>(seats);
    }

    /// Gives the next one out.
    ///
    /// @param notTo who gave it back last: they do not get it again by themselves
    /// @return who gets it; empty where nobody has room
    Optional<UUID> take(@Nullable UUID notTo) {
        var order = order();
        var chosen = order.stream()
                .filter(seat -> !seat.member().equals(notTo))
                .filter(seat -> seat.capacity() == null || seat.load() < seat.capacity());
        var taken = (inTurn ? chosen : chosen.sorted(Comparator.comparingDouble(Seats::fullness))).findFirst();
        taken.ifPresent(seat -> {
            last = seat.member();
            seats.set(seats.indexOf(seat), new Seat(seat.member(), seat.capacity(), seat.load() + 1));
        });
        return taken.map(Seat::member);
    }

    @Nullable
    UUID last() {
        return last;
    }

    /// Beginning with whoever comes after the last one.
    private List<Seat> order() {
        int at = 0;
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).member().equals(last)) {
                at = i + 1;
            }
        }
        var order = new ArrayList<>(seats.subList(at, seats.size()));
        order.addAll(seats.subList(0, at));
        return order;
    }

    // Where people take different numbers at a time, half full is half full; without a number it is out of twenty.
    private static double fullness(Seat seat) {
        var capacity = seat.capacity();
        return seat.load() / (capacity == null || capacity == 0 ? 20.0 : capacity);
    }
}
