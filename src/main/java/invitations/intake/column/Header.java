package invitations.intake.column;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.feed.Mapping;
import invitations.feed.Mapping.UnknownColumns;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file. A column whose name begins with {@code _} is never read: so are named the columns that a
 * dead-letter file has beyond its input's, and whatever else a sender wants to keep to themselves. Behind the file's own
 * columns stand those that the feed computes. Immutable.
 */
public final class Header {
    public static final String TARGET = "target";
    public static final String OPERATION = "operation";
    public static final String METADATA = "metadata";

    private final InputRow record;
    private final Mapping mapping;
    private final ColumnNames names;
    /** By each name that a column is looked up by; those that are read. */
    private final Map<String, Column> columns = new LinkedHashMap<>();
    /** By each name; also those that are not read, but for filters and expressions. */
    private final Map<String, Column> all = new LinkedHashMap<>();

    private final Set<Integer> secrets = new HashSet<>();
    /** By each name that several columns have, the first of them. */
    private final Map<String, Column> twice = new HashMap<>();

    /** Those that others number their rows by. */
    private final List<Column> passedOver = new ArrayList<>();

    private int width;

    private Header(InputRow record, Mapping mapping, ColumnNames names) {
        this.record = record;
        this.mapping = mapping;
        this.names = names;
    }

    /**
     * Takes the first record for the header.
     *
     * @throws FileRefusedException when there is none, or it is none that rows can be read by
     */
    public static Header read(Iterator<InputRow> records, Collection<Target> targets, Mapping mapping) {
        if (!records.hasNext()) {
            throw new FileRefusedException(
                    ReasonCode.EMPTY_FILE, 0, "the file is empty: expected a first line with the names of the columns");
        }
        InputRow record = records.next();
        Header header = new Header(record, mapping, new ColumnNames(mapping, targets));
        List<Column> found = new ArrayList<>();
        for (int i = 0; i < record.cells().size(); i++) {
            found.add(new Column(i, TextRules.trim(record.cells().get(i))));
        }
        if (found.stream().noneMatch(header.names::isKnown)) {
            throw header.refused(
                    ReasonCode.NO_HEADER,
                    QuotedLine.isHeader(record, header.names)
                            ? "each line stands in quotes as a whole, so that it is one cell: export the list again, or take"
                                    + " the outer quotes away, and write one quote for two within them"
                            : "the line names no known column, and is not shown, since it may be no list of people: expected names"
                                    + " such as email,platform_key, and none of its " + Preamble.filled(record.cells())
                                    + " cells is one");
        }
        found.forEach(header::take);
        found.stream()
                .filter(column -> column.index() < header.width
                        && ColumnName.withoutGaps(column.name()).isEmpty())
                .findFirst()
                .ifPresent(column -> {
                    throw header.refused(
                            ReasonCode.NO_HEADER,
                            "column " + (column.index() + 1) + " has no name: name it or take it out");
                });
        header.takeOtherNames();
        header.takeComputed();
        return header;
    }

    private void take(Column column) {
        ColumnNames.refuseUnusable(column, record.line());
        String folded = ColumnName.withoutGaps(column.name());
        if (folded.isEmpty()) {
            return;
        }
        width = column.index() + 1;
        if (ColumnNames.isPrivate(column)) {
            return;
        }
        if (ColumnNames.isSecret(column) && !names.isKnown(column)) {
            secrets.add(column.index());
            return;
        }
        Column earlier = all.put(folded, column);
        twice.computeIfAbsent(folded, name -> earlier);
        if (ReservedColumns.isPassedOver(folded) && !names.isKnown(column)) {
            passedOver.add(column);
            return;
        }
        boolean isWanted =
                !names.isIgnored(column) && (mapping.unknown() != UnknownColumns.IGNORE || names.isKnown(column));
        if (isWanted) {
            check(column, earlier, folded);
            columns.put(folded, column);
        }
    }

    private void check(Column column, @Nullable Column earlier, String folded) {
        if (earlier != null) {
            throw refused(
                    ReasonCode.DUPLICATE_COLUMN,
                    "columns " + (earlier.index() + 1) + " and " + (column.index() + 1) + " are both named '"
                            + TextRules.quote(column.name()) + "' (case, spaces, - and _ do not count): take one out");
        }
        if (ReservedColumns.has(folded) && !names.isKnown(column)) {
            throw refused(
                    ReasonCode.RESERVED_COLUMN,
                    "column '" + TextRules.quote(column.name())
                            + "' has a name that only the API or this bundle fills: rename it, for example to 'external "
                            + TextRules.quote(column.name()) + "', or take it out");
        }
    }

    /** A column is found by its other names too, unless another one has them for its own. */
    private void takeOtherNames() {
        List.copyOf(columns.values())
                .forEach(column -> ColumnNames.others(column, columns).forEach(name -> {
                    if (names.isKnownTwice(name, columns.get(name))) {
                        check(column, columns.get(name), name);
                    }
                    columns.putIfAbsent(name, column);
                }));
        List.copyOf(all.values())
                .forEach(column -> ColumnNames.others(column, all).forEach(name -> {
                    Column other = all.putIfAbsent(name, column);
                    if (other != null && names.isOneName(name, column, other)) {
                        twice.putIfAbsent(name, other);
                    }
                }));
    }

    /** What the feed computes stands behind the cells of a row. */
    private void takeComputed() {
        int index = record.cells().size();
        if (!mapping.computed().isEmpty()) {
            // What is computed may ask for any of them.
            List.copyOf(twice.keySet()).forEach(this::ofFile);
        }
        for (String name : new TreeSet<>(mapping.computed().keySet())) {
            columns.put(ColumnName.withoutGaps(name), new Column(index, name));
            index++;
        }
    }

    private FileRefusedException refused(ReasonCode code, String reason) {
        return new FileRefusedException(code, record.line(), reason);
    }

    /** The first record, as it stands in the file. */
    public InputRow record() {
        return record;
    }

    /** The columns that are read, each once. */
    public Collection<Column> columns() {
        return new LinkedHashSet<>(columns.values());
    }

    /** The column that has the values of the field; none where the feed sets one value for all rows. */
    public Optional<Column> find(String field) {
        if (mapping.constants().containsKey(ColumnName.fold(field))) {
            return Optional.empty();
        }
        Column computed = mapping.computed().containsKey(ColumnName.fold(field))
                ? columns.get(ColumnName.withoutGaps(field))
                : null;
        return computed == null ? names.find(field, columns) : Optional.of(computed);
    }

    /** {@return whether the feed computes it; it stands behind the columns of the file} */
    public boolean isComputed(Column column) {
        return column.index() >= record.cells().size();
    }

    /**
     * The column of the file of that name, read or not, but for those that nobody may see.
     *
     * @throws FileRefusedException {@code DUPLICATE_COLUMN} when there are two, so that it is not known which one counts
     */
    public Optional<Column> ofFile(String name) {
        String folded = ColumnName.withoutGaps(name);
        Column column = all.get(folded);
        if (column != null && twice.containsKey(folded)) {
            check(new Column(column.index(), name), twice.get(folded), folded);
        }
        return Optional.ofNullable(column);
    }

    /** All columns of the file but those that nobody may see, by their names. */
    public Map<String, Column> ofFile() {
        return all;
    }

    /** Those that are not read since others number people by them, but for those that the feed ignores. */
    public List<Column> passedOver() {
        return passedOver.stream().filter(column -> !names.isIgnored(column)).toList();
    }

    /** The columns that no target knows by any of their names, and the feed does not ignore, read or not. */
    public List<Column> unknown() {
        return all.values().stream()
                .distinct()
                .filter(column -> !names.isKnown(column) && !names.isIgnored(column) && !passedOver.contains(column))
                .toList();
    }

    /** Under which names files have columns. */
    public ColumnNames names() {
        return names;
    }

    /** {@return how many cells a row must have, and which of them nobody may see} */
    public RowShape shape() {
        return new RowShape(width, secrets);
    }
}
