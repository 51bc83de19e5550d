package invitations.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the input that come back: all that have a name, except the result columns of an earlier report or
 * dead-letter file, which are written anew. Immutable.
 */
final class InputColumns {
    /** The columns that a report adds, in their order. */
    static final List<String> RESULTS =
            List.of("_line", "_status", "_code", "_message", "_http", "_id", "_attempts", "_at", "_warnings");
    /** The columns that a dead-letter file adds, in their order: why the row is in it, and what was probably meant. */
    static final List<String> REASONS = List.of("_line", "_status", "_code", "_message", "_suggestion");

    /** The columns that a plan adds, in their order. */
    static final List<String> PLAN =
            List.of("_line", "_status", "_code", "_message", "_planned_target", "_planned_tenant", "_planned_key");

    private static final Set<String> WRITTEN_ANEW =
            Stream.of(RESULTS, REASONS, PLAN).flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

    private final List<String> header;
    private final int[] places;
    private final int width;

    /** @param header the column names as they stand in the file */
    InputColumns(List<String> header) {
        int named = header.size();
        while (named > 0 && isBlank(header.get(named - 1))) {
            // Spreadsheets pad lines with commas; such columns have no cells, and would part ours from the others.
            named--;
        }
        this.header = header;
        this.width = named;
        this.places = IntStream.range(0, named)
                .filter(place ->
                        !WRITTEN_ANEW.contains(header.get(place).strip().toLowerCase(Locale.ROOT)))
                .toArray();
    }

    /** {@return how many columns come back} */
    int count() {
        return places.length;
    }

    /** The name of a column that comes back, as it stands in the file. */
    String name(int column) {
        return header.get(places[column]);
    }

    /** The row's cell in a column that comes back; empty when the row ends before it. */
    String cell(List<String> cells, int column) {
        int place = places[column];
        return place < cells.size() ? cells.get(place) : "";
    }

    /** The cells that the row has beyond the header, without empty ones at the end. */
    List<String> surplus(List<String> cells) {
        int end = cells.size();
        while (end > width && cells.get(end - 1).isEmpty()) {
            end--;
        }
        return end > width ? cells.subList(width, end) : List.of();
    }

    /** {@return the message of a row, with the cells that it has beyond the header behind it; null for nothing} */
    @Nullable
    String withSurplus(@Nullable String message, List<String> cells) {
        List<String> surplus = surplus(cells);
        if (surplus.isEmpty()) {
            return message;
        }
        String quoted = surplus.stream().map(cell -> "'" + cell + "'").collect(Collectors.joining(", "));
        return (message == null ? "" : message + "; ") + "cells beyond the header: " + quoted;
    }

    private static boolean isBlank(String name) {
        return name.chars()
                .allMatch(c -> c == '-' || c == '_' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
