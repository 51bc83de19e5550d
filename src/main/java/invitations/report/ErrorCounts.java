package invitations.report;

import invitations.base.EmailMask;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the API's own words, a bounded number of different ones. For one thread at a time. */
final class ErrorCounts {
    /** An API that says something else about each of a million rows must not cost a million texts. */
    static final int MOST_TEXTS = 1000;

    private static final Comparator<ErrorCount> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(ErrorCount::count).reversed().thenComparing(ErrorCount::text);

    private final Map<String, Long> counts = new HashMap<>();
    private long notListed;

    void add(String words, long count) {
        String text = EmailMask.mask(words);
        if (counts.size() < MOST_TEXTS || counts.containsKey(text)) {
            counts.merge(text, count, Long::sum);
        } else {
            notListed += count;
        }
    }

    /** {@return what was said, the most frequent first, then by the text, so that the order is always the same} */
    List<ErrorCount> listed() {
        return counts.entrySet().stream()
                .map(entry -> new ErrorCount(entry.getKey(), entry.getValue()))
                .sorted(MOST_FREQUENT_FIRST)
                .toList();
    }

    /** {@return how often something was said for which there was no room} */
    long notListed() {
        return notListed;
    }
}
