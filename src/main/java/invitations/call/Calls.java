package invitations.call;

import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;

/**
 * Cuts the open rows of a drop into calls: one a row, or batches of one target and platform. Reads the rows in pages, so
 * that a million of them need no memory. For one thread at a time.
 */
public final class Calls implements Iterator<Call> {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String drop;
    private final LongFunction<List<OpenRow>> pages;
    private final ToIntFunction<String> batchSize;
    private final Map<List<String>, List<OpenRow>> batches = new LinkedHashMap<>();
    private final Queue<Call> ready = new ArrayDeque<>();
    private long lastRow;
    private boolean atEnd;

    /**
     * @param drop the id of the drop
     * @param pages gives the rows behind the one of that id; an empty page ends it
     * @param batchSize how many rows a bulk call to that target carries at the most
     */
    public Calls(String drop, LongFunction<List<OpenRow>> pages, ToIntFunction<String> batchSize) {
        this.drop = drop;
        this.pages = pages;
        this.batchSize = batchSize;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !atEnd) {
            List<OpenRow> page = pages.apply(lastRow);
            if (page.isEmpty()) {
                atEnd = true;
                batches.values().forEach(this::send);
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
        return ready.remove();
    }

    private void add(OpenRow row) {
        if (row.operation() == Operation.SINGLE) {
            send(List.of(row));
            return;
        }
        List<String> group = List.of(row.target(), row.platformKey());
        List<OpenRow> batch = batches.computeIfAbsent(group, key -> new ArrayList<>());
        batch.add(row);
        if (batch.size() >= batchSize.applyAsInt(row.target())) {
            send(batch);
            batches.remove(group);
        }
    }

    private void send(List<OpenRow> rows) {
        OpenRow first = rows.get(0);
        ready.add(new Call(
                randomId(), drop, first.target(), first.operation(), first.platformKey(), List.copyOf(rows), 0));
    }

    private static String randomId() {
        byte[] id = new byte[8];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
