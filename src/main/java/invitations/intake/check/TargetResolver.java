package invitations.intake.check;

import invitations.base.Suggestions;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.intake.column.Header;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a file go: each by its {@code target} column, else all by the feed's setting, else each by the key
 * column that it fills, else to the fallback. Immutable.
 */
final class TargetResolver {
    private record KeyColumn(ColumnSource source, @Nullable Target target) {}

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final ColumnSource column;
    private final @Nullable Target ofFeed;
    private final List<KeyColumn> keyColumns = new ArrayList<>();
    private final @Nullable Target fallback;

    TargetResolver(Header header, Feed feed, Collection<Target> registered) {
        registered.forEach(target -> targets.put(target.name(), target));
        column = ColumnSource.of(header, Header.TARGET, "");
        ofFeed = feed.target() == null ? null : targets.get(feed.target());
        fallback = registered.stream().filter(Target::isFallback).findFirst().orElse(null);
        Map<String, @Nullable Target> recognised = new LinkedHashMap<>();
        Target.KEY_COLUMNS_OF_THE_API.forEach(key -> recognised.put(key, null));
        registered.stream()
                .filter(Target::isRecognisedByItsKeyColumn)
                .forEach(target -> recognised.put(target.keyColumn(), target));
        recognised.forEach((key, target) -> {
            ColumnSource source = ColumnSource.of(header, key, feed.standIn(ColumnName.fold(key)));
            if (source.isThere()) {
                keyColumns.add(new KeyColumn(source, target));
            }
        });
    }

    /** The targets that rows of the file may go to, the likeliest first. */
    Set<Target> candidates() {
        Set<Target> candidates = new LinkedHashSet<>();
        if (ofFeed != null) {
            candidates.add(ofFeed);
        } else {
            for (KeyColumn key : keyColumns) {
                if (key.target() != null) {
                    candidates.add(key.target());
                }
            }
            if (fallback != null) {
                candidates.add(fallback);
            }
        }
        if (column.isThere()) {
            candidates.addAll(targets.values());
        }
        return candidates;
    }

    /** {@return whether each row may say another target, so that a column is for some rows only} */
    boolean isOfEachRow() {
        return column.isThere() || (ofFeed == null && keyColumns.size() > 1);
    }

    /** The row's target; null, and an error added, when it cannot be told. */
    @Nullable
    Target of(List<String> cells, List<RowError> errors) {
        String named = column.of(cells);
        if (!named.isEmpty()) {
            return named(TextRules.trim(named), errors);
        }
        if (ofFeed != null) {
            return ofFeed;
        }
        KeyColumn filled = null;
        String value = "";
        for (KeyColumn key : keyColumns) {
            String found = key.source().of(cells);
            if (!found.isEmpty()) {
                if (filled != null) {
                    errors.add(unknown(
                            key.source().name(),
                            found,
                            "one key: " + filled.source().name() + " is filled as well"));
                    return null;
                }
                filled = key;
                value = found;
            }
        }
        Target target = filled == null ? fallback : filled.target();
        if (target == null) {
            errors.add(
                    filled == null
                            ? unknown(Header.TARGET, "", "a target: " + known())
                            : unknown(
                                    filled.source().name(),
                                    value,
                                    "a row for one of the targets " + known()
                                            + "; invitations by this column are not supported"));
        }
        return target;
    }

    private @Nullable Target named(String name, List<RowError> errors) {
        Target target = targets.get(name.toLowerCase(Locale.ROOT));
        if (target == null) {
            String meant = Suggestions.closest(name, targets.keySet())
                    .map(suggestion -> " (did you mean " + suggestion + "?)")
                    .orElse("");
            errors.add(unknown(column.name(), name, "one of the targets " + known() + meant));
        }
        return target;
    }

    private String known() {
        return String.join(", ", targets.keySet());
    }

    private static RowError unknown(String column, String value, String expected) {
        return new RowError(ReasonCode.UNKNOWN_TARGET, column, TextRules.quote(value), expected);
    }
}
