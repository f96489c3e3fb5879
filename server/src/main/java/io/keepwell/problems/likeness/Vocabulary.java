package io.keepwell.problems.likeness;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The features of a set of texts and how rare each is; turns texts into vectors.
///
/// The weight of a feature that occurs `tf` times in a text and in `df` of `n` texts is
/// `(1 + ln tf) * (ln((1 + n) / (1 + df)) + 1)` (sublinear TF with smoothed IDF; Salton and Buckley 1988). Words and
/// grams are normed to length 1 each, then together, so that neither outweighs the other in a long text.
final class Vocabulary {

    private static final double HALF = Math.sqrt(0.5);

    private final Map<String, Integer> places;
    private final float[] rarity;

    private Vocabulary(Map<String, Integer> places, float[] rarity) {
        this.places = places;
        this.rarity = rarity;
    }

    /// The vocabulary of texts. Where it would be larger than `most`, the rarest features are left out.
    ///
    /// @param texts gone through once; better made as they are asked for than all held at a time
    static Vocabulary of(Iterable<Features> texts, int most) {
        var frequency = new HashMap<String, Integer>();
        int count = 0;
        for (var text : texts) {
            count++;
            new HashSet<>(text.words()).forEach(feature -> frequency.merge(feature, 1, Integer::sum));
            new HashSet<>(text.grams()).forEach(feature -> frequency.merge(feature, 1, Integer::sum));
        }
        int least = least(frequency.values(), most);
        // places by the order of names: the same texts make the same numbers, in whatever order they come
        var places = new HashMap<String, Integer>();
        frequency.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(feature -> places.put(feature, places.size()));
        var rarity = new float[places.size()];
        double all = 1.0 + count;
        places.forEach((feature, place) ->
                rarity[place] = (float) (Math.log(all / (1.0 + frequency.getOrDefault(feature, 0))) + 1));
        return new Vocabulary(places, rarity);
    }

    /// The smallest frequency with which at most so many features are left.
    private static int least(Collection<Integer> frequencies, int most) {
        int least = 1;
        while (true) {
            int bound = least;
            if (frequencies.stream().filter(frequency -> frequency >= bound).count() <= most) {
                return least;
            }
            least++;
        }
    }

    int size() {
        return rarity.length;
    }

    /// The vector of a text, of length 1 (0 where nothing of it is known).
    SparseVector vector(Features text) {
        var weights = new TreeMap<Integer, Float>();
        block(text.words(), weights);
        block(text.grams(), weights);
        var indices = new int[weights.size()];
        var values = new float[weights.size()];
        int at = 0;
        for (var weight : weights.entrySet()) {
            indices[at] = weight.getKey();
            values[at++] = weight.getValue();
        }
        return new SparseVector(indices, values);
    }

    private void block(List<String> features, Map<Integer, Float> weights) {
        var counts = new TreeMap<Integer, Integer>();
        for (var feature : features) {
            var place = places.get(feature);
            if (place != null) {
                counts.merge(place, 1, Integer::sum);
            }
        }
        double squares = 0;
        for (var count : counts.entrySet()) {
            double weight = weight(count);
            squares += weight * weight;
        }
        double norm = squares == 0 ? 0 : HALF / Math.sqrt(squares);
        counts.entrySet().forEach(count -> weights.put(count.getKey(), (float) (weight(count) * norm)));
    }

    private double weight(Map.Entry<Integer, Integer> count) {
        return (1 + Math.log(count.getValue())) * rarity[count.getKey()];
    }
}
