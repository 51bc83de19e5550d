package invitations.intake.check;

import invitations.base.Suggestions;
import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.feed.Mapping.UnknownColumns;
import invitations.intake.column.AddressColumns;
import invitations.intake.column.Column;
import invitations.intake.column.DecisiveFields;
import invitations.intake.column.Header;
import invitations.intake.column.MistakenColumns;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the columns of a file against what its rows need: none may be missing, unknown where the feed wants to know all, taken
 * for another, or one of two for the same. Immutable.
 */
final class ColumnCheck {
    private final Header header;
    private final Feed feed;
    private final RowFilters selection;
    private final Map<Target, Map<Operation, InvitationMapper>> forms;

    /** @param forms for whatever the rows may ask of each target that they may go to, the likeliest first */
    ColumnCheck(Header header, Feed feed, RowFilters selection, Map<Target, Map<Operation, InvitationMapper>> forms) {
        this.header = header;
        this.feed = feed;
        this.selection = selection;
        this.forms = forms;
    }

    /**
     * Refuses a header that may mean something else.
     *
     * @throws FileRefusedException when rows cannot be read by the columns, or not for certain; names the column
     */
    void refuse() {
        refuseUnknown();
        new MistakenColumns(header, new DecisiveFields(header, feed, forms.keySet())).refuse(unexplained());
        AddressColumns.refuseSeveral(header, feed);
        refuseMissing();
    }

    /** The columns that no target knows, and nothing in the feed speaks of. */
    private List<Column> unexplained() {
        return header.unknown().stream()
                .filter(column -> !selection.goesBy(column))
                .toList();
    }

    /** {@return what all rows lack that go to the target, as far as they ask for what is usual; nothing when any could be read} */
    private List<String> missing(Target target) {
        Map<Operation, InvitationMapper> possible = forms.getOrDefault(target, Map.of());
        boolean isAnyComplete = possible.values().stream()
                .anyMatch(form -> form.missingColumns().isEmpty());
        InvitationMapper usual = possible.get(RowPlanner.usualOperation(feed, target));
        return isAnyComplete || usual == null ? List.of() : usual.missingColumns();
    }

    /** A file is refused when no target that its rows may go to could take any of them. */
    private void refuseMissing() {
        List<List<String>> missing = forms.keySet().stream().map(this::missing).toList();
        if (missing.isEmpty() || missing.contains(List.<String>of())) {
            return;
        }
        String alike = alike(missing.get(0))
                .findFirst()
                .map(name -> "; perhaps '" + TextRules.quote(name) + "' is meant for it")
                .orElse("");
        throw new FileRefusedException(
                ReasonCode.MISSING_COLUMN,
                header.record().line(),
                "no column " + String.join(", ", missing.get(0)) + alike
                        + ". Add it to the file, or set one value for all rows in the feed");
    }

    /** The columns that may be those that are missing; none that is understood as another field. */
    private Stream<String> alike(List<String> missing) {
        List<Column> unknown = unexplained();
        List<String> names = unknown.stream().map(Column::name).toList();
        boolean isAddress = missing.stream().anyMatch(column -> column.startsWith("email"));
        return Stream.concat(
                isAddress ? AddressColumns.possible(unknown).stream() : Stream.of(),
                missing.stream()
                        .flatMap(column -> Stream.of(column.split(" or ", -1)))
                        .flatMap(column -> Suggestions.closest(column, names).stream()));
    }

    /** Where the feed wants to know all columns, none may be there that no target of its rows knows. */
    private void refuseUnknown() {
        if (feed.mapping().unknown() != UnknownColumns.REFUSE) {
            return;
        }
        Set<Column> unknown = new LinkedHashSet<>(header.columns());
        Set<String> known = new LinkedHashSet<>();
        forms.forEach((target, byOperation) -> byOperation.keySet().forEach(each -> {
            unknown.removeAll(Metadata.used(target, each, header));
            target.fields(each).forEach(field -> known.add(field.column()));
        }));
        unknown.removeIf(column -> header.isComputed(column) || selection.goesBy(column));
        unknown.stream().findFirst().ifPresent(column -> {
            throw new FileRefusedException(
                    ReasonCode.UNKNOWN_COLUMN,
                    header.record().line(),
                    "column '" + TextRules.quote(column.name()) + "' is none that is known here"
                            + Suggestions.closest(column.name(), known)
                                    .map(name -> " (did you mean " + name + "?)")
                                    .orElse("")
                            + ": the feed's unknown-columns=refuse wants it renamed, taken out, or named in ignore-columns");
        });
    }
}
