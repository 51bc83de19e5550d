package invitations.sandbox.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds invitations by terms such as {@code email=ann@example.org}. For one thread at a time. */
final class TermIndex {
    private final Map<String, PostingList> postings = new HashMap<>();

    void add(int position, List<String> terms) {
        for (String term : terms) {
            postings.computeIfAbsent(term, any -> new PostingList()).add(position);
        }
    }

    void remove(int position, List<String> terms) {
        for (String term : terms) {
            PostingList found = postings.get(term);
            if (found != null) {
                found.remove(position);
                if (found.size() == 0) {
                    postings.remove(term);
                }
            }
        }
    }

    /** The positions below the limit that have all the terms, ascending. */
    int[] matching(List<String> terms, int limit) {
        return all(terms, limit).toArray();
    }

    /** The first of the positions that have all the terms; -1 when there is none. */
    int first(List<String> terms) {
        return all(terms, Integer.MAX_VALUE).findFirst().orElse(-1);
    }

    /** Those of the positions that do not have the term. */
    int[] without(int[] positions, String term) {
        PostingList found = postings.get(term);
        return found == null
                ? positions
                : IntStream.of(positions)
                        .filter(position -> !found.contains(position))
                        .toArray();
    }

    private IntStream all(List<String> terms, int limit) {
        if (terms.isEmpty()) {
            return IntStream.range(0, limit);
        }
        List<PostingList> lists = new ArrayList<>();
        for (String term : terms) {
            PostingList found = postings.get(term);
            if (found == null) {
                return IntStream.empty();
            }
            lists.add(found);
        }
        lists.sort(Comparator.comparingInt(PostingList::size));
        PostingList shortest = lists.get(0);
        List<PostingList> others = lists.subList(1, lists.size());
        return IntStream.range(0, shortest.size())
                .map(shortest::get)
                .filter(position -> position < limit && others.stream().allMatch(other -> other.contains(position)));
    }
}
