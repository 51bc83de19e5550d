package invitations.send;

import invitations.api.Call;
import invitations.api.DoubtfulNames;
import invitations.base.RandomId;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/**
 * Cuts the open rows of a drop into calls: one a row, or batches of one target and tenant. Reads the rows in pages, so
 * that a million of them need no memory. A row by whose address the API may refuse a batch is one by itself. For one thread at a time.
 */
public final class CallBatcher implements Iterator<Call> {

    private final String drop;
    private final LongFunction<List<OpenRow>> pages;
    private final ToIntFunction<String> batchSize;
    private final Function<OpenRow, String> together;
    private final Map<List<String>, List<OpenRow>> batches = new LinkedHashMap<>();
    private final Deque<List<OpenRow>> ready = new ArrayDeque<>();
    private long lastRow;
    private boolean atEnd;

    /**
     * @param drop the id of the drop
     * @param pages gives the rows behind the one of that id; an empty page ends it
     * @param batchSize how many rows a bulk call to that target carries at the most
     * @param together what all rows of a batch must have in common, beside target and tenant
     */
    public CallBatcher(
            String drop,
            LongFunction<List<OpenRow>> pages,
            ToIntFunction<String> batchSize,
            Function<OpenRow, String> together) {
        this.drop = drop;
        this.pages = pages;
        this.batchSize = batchSize;
        this.together = together;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !atEnd) {
            List<OpenRow> page = pages.apply(lastRow);
            if (page.isEmpty()) {
                atEnd = true;
                ready.addAll(batches.values());
                batches.clear();
            } else {
                page.forEach(this::add);
                lastRow = page.get(page.size() - 1).id();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Call next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<OpenRow> rows = ready.remove();
        OpenRow first = rows.get(0);
        // The API may have found batches too large since these rows were put together.
        int most = first.operation() == Operation.BULK ? batchSize.applyAsInt(first.target()) : 1;
        if (rows.size() > most) {
            ready.addFirst(rows.subList(most, rows.size()));
            rows = rows.subList(0, most);
        }
        return new Call(RandomId.hex(), drop, first.target(), first.operation(), first.tenant(), List.copyOf(rows), 0);
    }

    private void add(OpenRow row) {
        if (row.operation() != Operation.BULK) {
            ready.add(List.of(row));
            return;
        }
        if (DoubtfulNames.isIn(row)) {
            // By itself it is refused with a reason, and nobody has to be asked about.
            ready.add(List.of(row.alone()));
            return;
        }
        // What was refused as a batch of several keys goes key by key.
        List<String> group =
                List.of(row.target(), row.tenant(), together.apply(row), row.isSentAgain() ? row.targetKey() : "");
        List<OpenRow> batch = batches.computeIfAbsent(group, key -> new ArrayList<>());
        batch.add(row);
        if (batch.size() >= batchSize.applyAsInt(row.target())) {
            ready.add(batch);
            batches.remove(group);
        }
    }
}
