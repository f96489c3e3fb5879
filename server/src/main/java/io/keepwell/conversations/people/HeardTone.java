package io.keepwell.conversations.people;

import static java.util.stream.Collectors.toSet;

import io.keepwell.conversations.SpokenTone;
import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import java.util.Set;
import org.springframework.stereotype.Component;

/// How other words than letters sound.
@Component
class HeardTone implements SpokenTone {

    private final ToneWords words;

    HeardTone(ToneWords words) {
        this.words = words;
    }

    @Override
    public Set<String> heard(String said) {
        return Tone.of(said, words.lexicon()).clear().stream().map(Signal::word).collect(toSet());
    }
}
