package invitations.intake.cell;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was read lately, since the keys, web addresses and dates of a file are few: the reading itself takes as long
 * as the rest of the row. It keeps no text of more than 4,096 characters. Safe for any number of threads.
 */
final class MemoizedParser implements CellParser.Reading {
    private static final int PLACES = 64;
    private static final int LONGEST = 4096;

    private record Known(String text, @Nullable Object value) {}

    private final CellParser.Reading reading;
    private final AtomicReferenceArray<@Nullable Known> lately = new AtomicReferenceArray<>(PLACES);

    MemoizedParser(CellParser.Reading reading) {
        this.reading = reading;
    }

    @Override
    public @Nullable Object of(String text) {
        if (text.length() > LONGEST) {
            return reading.of(text);
        }
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        Known known = lately.get(place);
        if (known == null || !known.text().equals(text)) {
            known = new Known(text, reading.of(text));
            lately.set(place, known);
        }
        return known.value();
    }
}
