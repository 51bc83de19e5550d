package invitations.feed;

import invitations.base.Suggestions;
import invitations.csv.ColumnName;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of a feed that speak of one column each, such as {@code default.redirect_to}: the word before the dot says
 * what, the rest names the column. For one file.
 */
final class ColumnSettings {
    private static final String DEFAULT = "default.";
    private static final String CONSTANT = "constant.";
    private static final String COMPUTE = "compute.";
    private static final String COLUMN = "column.";
    private static final String INCLUDE = "include.";
    private static final String EXCLUDE = "exclude.";
    private static final List<String> PREFIXES = List.of(DEFAULT, CONSTANT, COMPUTE, COLUMN, INCLUDE, EXCLUDE);

    /** Columns that say where a row goes, for which feeds have settings of their own. */
    private static final List<String> SETTINGS_OF_THEIR_OWN = List.of("target", "operation");

    private final ExpressionCompiler expressions;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private final Map<String, Function<Map<String, String>, String>> computed = new LinkedHashMap<>();
    private final Map<String, RowFilter> filters = new LinkedHashMap<>();

    /** @param targets whose columns files may have under other names */
    ColumnSettings(ExpressionCompiler expressions, Collection<Target> targets) {
        this.expressions = expressions;
        targets.stream().flatMap(Target::columns).forEach(known::add);
        known.addAll(List.of("target", "operation", "metadata"));
    }

    /** {@return what the settings are called, for people} */
    static Stream<String> patterns() {
        return PREFIXES.stream().map(prefix -> prefix + "<column>");
    }

    /** The setting for the same column that was probably meant. */
    static Optional<String> closest(String key) {
        int dot = key.indexOf('.') + 1;
        return dot == 0 || dot == key.length()
                ? Optional.empty()
                : Suggestions.closest(key.substring(0, dot), PREFIXES).map(prefix -> prefix + key.substring(dot));
    }

    /** Takes the setting in, if it is one for a column; false when it is not. */
    boolean take(FeedFile file, String key) {
        String prefix = PREFIXES.stream().filter(key::startsWith).findFirst().orElse("");
        String column = asTargetsHaveIt(ColumnName.fold(key.substring(prefix.length())));
        if (prefix.isEmpty() || column.isEmpty()) {
            return false;
        }
        if (!taken.add(file.isReadyMade() + " " + prefix + ColumnName.withoutGaps(column))) {
            throw file.refused(
                    key, "another line says it of the same column already (case, spaces, - and _ do not count)");
        }
        if (SETTINGS_OF_THEIR_OWN.contains(column) && (prefix.equals(DEFAULT) || prefix.equals(CONSTANT))) {
            throw file.refused(key, "write " + column + "=…, without '" + prefix + "'");
        }
        switch (prefix) {
            case DEFAULT -> put(defaults, column, file, key);
            case CONSTANT -> put(constants, column, file, key);
            case COMPUTE -> file.value(key).ifPresent(text -> computed.put(column, compiled(file, key, text)));
            case COLUMN -> known(file, key, column).ifPresent(field -> names.put(field, file.values(key)));
            default -> filter(file, key, key.substring(prefix.length()), prefix.equals(INCLUDE));
        }
        return true;
    }

    /** The column as a target spells it; as it is where no target has it. */
    private String asTargetsHaveIt(String column) {
        return Stream.concat(known.stream(), Target.KEY_COLUMNS_OF_THE_API.stream())
                .filter(name -> ColumnName.withoutGaps(name).equals(ColumnName.withoutGaps(column)))
                .findFirst()
                .orElse(column);
    }

    private static void put(Map<String, String> values, String column, FeedFile file, String key) {
        file.value(key).ifPresentOrElse(value -> values.put(column, value), () -> values.remove(column));
    }

    private void filter(FeedFile file, String key, String column, boolean isInclude) {
        Set<String> values = file.values(key).stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String id = isInclude + ColumnName.withoutGaps(column);
        if (values.isEmpty()) {
            // Set to nothing: the mapping's filter does not count.
            filters.remove(id);
        } else {
            filters.put(id, new RowFilter(key, column, values, isInclude, !file.isReadyMade()));
        }
    }

    private Function<Map<String, String>, String> compiled(FeedFile file, String key, String text) {
        try {
            return expressions.compile(text);
        } catch (IllegalArgumentException e) {
            throw file.refused(key, "'" + text + "' is no expression: " + e.getMessage());
        }
    }

    /** The column as targets have it; empty when a ready-made mapping names one that no registered target has. */
    private Optional<String> known(FeedFile file, String key, String column) {
        Optional<String> found = Optional.of(column).filter(known::contains);
        if (found.isEmpty() && !file.isReadyMade()) {
            throw file.refused(
                    key,
                    "no target knows a column '" + column + "'; "
                            + Suggestions.closest(column, known)
                                    .map(meant -> "did you mean " + COLUMN + meant + "?")
                                    .orElse("known are " + String.join(", ", known)));
        }
        return found;
    }

    Map<String, String> defaults() {
        return defaults;
    }

    /** {@return what all of it makes of columns} */
    Mapping mapping(FeedFile file) {
        Set<String> ignored = new LinkedHashSet<>();
        file.values(FeedSetting.IGNORE_COLUMNS.key()).forEach(name -> ignored.add(ColumnName.withoutGaps(name)));
        return new Mapping(
                names,
                constants,
                computed,
                new ArrayList<>(filters.values()),
                ignored,
                FeedSetting.unknownColumns(file));
    }
}
