package io.keepwell.shared;

import static io.keepwell.shared.Texts.t;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Finds the places of the navigation by their names.
@Component
@Order(100)
class PlaceFinder implements Finder {

    private final ObjectProvider<Place> places;

    PlaceFinder(ObjectProvider<Place> places) {
        this.places = places;
    }

    @Override
    public List<Found> find(String words, int limit) {
        return places.stream()
                .filter(Place::visible)
                .sorted(Comparator.comparingInt(Place::order))
                .filter(place -> place.label().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .map(place -> new Found(place.label(), t("shared.find.place"), place.href()))
                .limit(limit)
                .toList();
    }
}
