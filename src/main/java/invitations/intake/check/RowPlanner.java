package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.intake.column.Column;
import invitations.intake.column.ColumnWarnings;
import invitations.intake.column.DecisiveFields;
import invitations.intake.column.Header;
import invitations.intake.column.NameColumns;
import invitations.intake.column.RowShape;
import invitations.intake.read.RowReader;
import invitations.intake.read.TitleLine;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import invitations.invitation.Warning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes invitations of the rows of one file, by its header, its feed and the registered targets. What other rows or
 * drops ask for is not its concern. Immutable, and safe for any number of threads.
 */
public final class RowPlanner {
    /** How many errors of a row are told. */
    private static final int MOST_ERRORS = 20;

    private final Header header;
    private final RowShape shape;
    private final Feed feed;
    private final TargetResolver choice;
    private final ColumnSource operation;
    private final RowFilters selection;
    /** The columns that are read, and that no filter goes by. */
    private final List<Column> others;

    private final ComputedColumns computed;
    private final RowCheck rowCheck;
    private final NameColumns names;
    private final CellWarnings warnings;
    private final RowPolicy rules;
    private final Map<Target, Map<Operation, InvitationMapper>> forms = new LinkedHashMap<>();
    private final @Nullable InvitationMapper likeliest;

    private RowPlanner(Header header, Feed feed, Collection<Target> targets, RowPolicy rules) {
        this.header = header;
        this.shape = header.shape();
        this.feed = feed;
        this.rules = rules;
        choice = new TargetResolver(header, feed, targets);
        operation = ColumnSource.of(header, Header.OPERATION, "");
        selection = new RowFilters(header, feed.mapping().filters());
        others = header.columns().stream()
                .filter(column -> !selection.goesBy(column))
                .toList();
        rowCheck = new RowCheck(header, feed, selection, targets, choice.candidates());
        computed = new ComputedColumns(header, feed.mapping().computed());
        names = new NameColumns(header);
        warnings = new CellWarnings(header, others, names, feed);
        choice.candidates().forEach(target -> forms.put(target, forms(target)));
        likeliest = choice.candidates().stream()
                .findFirst()
                .map(target -> form(target, usualOperation(target)))
                .orElse(null);
    }

    /** The forms for whatever the rows may ask of the target. */
    private Map<Operation, InvitationMapper> forms(Target target) {
        Map<Operation, InvitationMapper> byOperation = new EnumMap<>(Operation.class);
        List<Operation> operations = operation.isThere() ? target.operations() : List.of(usualOperation(target));
        operations.forEach(each -> byOperation.put(each, new InvitationMapper(target, each, header, feed, rules)));
        return byOperation;
    }

    private @Nullable InvitationMapper form(Target target, Operation asked) {
        return forms.getOrDefault(target, Map.of()).get(asked);
    }

    /** The operation of rows that name none. */
    private Operation usualOperation(Target target) {
        return usualOperation(feed, target);
    }

    /** The operation of rows that name none, of a feed. */
    static Operation usualOperation(Feed feed, Target target) {
        return feed.operation() != null && target.operations().contains(feed.operation())
                ? feed.operation()
                : target.operations().get(0);
    }

    /**
     * Takes the header off the records, and prepares to plan the rest.
     *
     * @throws FileRefusedException when there is no header, or none that rows can be read by; or when the feed's settings do
     *     not fit the targets
     */
    public static RowPlanner begin(Iterator<InputRow> records, Feed feed, Collection<Target> targets, RowPolicy rules) {
        Header header = Header.read(records, targets, feed.mapping());
        RowPlanner planner = new RowPlanner(header, feed, targets, rules);
        FeedCompatibility.check(
                feed, planner.forms.values().stream().flatMap(byOperation -> byOperation.values().stream()));
        new ColumnCheck(header, feed, planner.selection, planner.forms).refuse();
        return planner;
    }

    /**
     * The same, where what stands before the header is looked at as well.
     *
     * @throws FileRefusedException also when that says for the whole list where or how people are invited
     */
    public static RowPlanner begin(RowReader records, Feed feed, Collection<Target> targets, RowPolicy rules) {
        RowPlanner planner = begin((Iterator<InputRow>) records, feed, targets, rules);
        DecisiveFields fields = new DecisiveFields(planner.header, feed, planner.forms.keySet());
        new TitleLine(planner.header, fields.ofFile()).refuse(records.beforeHeader());
        return planner;
    }

    /** {@return what is to be minded about the columns of the file} */
    public List<Warning> warnings() {
        List<String> goAlong = likeliest == null ? List.of() : likeliest.metadataNames();
        return ColumnWarnings.of(
                header.passedOver(),
                choice.isOfEachRow() || operation.isThere()
                        ? goAlong.stream()
                                .filter(name -> !header.names().isKnown(new Column(0, name)))
                                .toList()
                        : goAlong,
                forms.keySet().stream()
                        .filter(target -> !target.keepsMetadata())
                        .map(Target::name)
                        .toList());
    }

    /** The file's first record, as it stands there. */
    public InputRow header() {
        return header.record();
    }

    /** The places of the columns whose cells are never kept, from 0. */
    public Set<Integer> hidden() {
        return shape.secrets();
    }

    /**
     * The row's invitation, why it is left out, or everything that is wrong with it.
     *
     * @throws FileRefusedException {@code SECOND_HEADER} when it is no row, but a header of other columns
     */
    public PlannedRow plan(InputRow record) {
        InputRow shown = shape.withoutSecrets(record);
        List<RowError> errors = new ArrayList<>(0);
        rowCheck.check(record, errors);
        selection.check(shown, errors);
        // Of a row that has lost a cell, or a letter of it, nobody can tell whether it is meant.
        Optional<PlannedRow.Skipped> skipped = errors.isEmpty() ? selection.leavesOut(shown) : Optional.empty();
        if (skipped.isPresent()) {
            return skipped.get();
        }
        PlannedRow planned = plan(computed.added(shown, errors), shown, errors);
        return planned instanceof PlannedRow.Valid valid ? rules.allowed(valid, feed.restrictions()) : planned;
    }

    private PlannedRow plan(InputRow row, InputRow shown, List<RowError> errors) {
        DamagedText.check(row, others, names::has, errors);
        Target target = choice.of(row.cells(), errors);
        InvitationMapper form = target == null ? null : form(target, operation(row.cells(), target, errors));
        Invitation invitation = null;
        if (form != null) {
            invitation = form.read(row, errors);
        } else if (likeliest != null) {
            // What the cells are is said nevertheless, so that one correction is enough; not what they ought to be.
            likeliest.read(row, errors);
            errors.removeIf(error -> error.code() == ReasonCode.MISSING_VALUE);
        }
        InputRow warned = warnings.warned(row, shown, errors);
        return invitation != null && errors.isEmpty()
                ? new PlannedRow.Valid(warned, invitation, form == null ? null : form.first(invitation))
                : new PlannedRow.Invalid(warned, told(errors));
    }

    /** A row has hundreds of cells, each of which may be wrong: then it is the whole that somebody must look at. */
    private static List<RowError> told(List<RowError> errors) {
        if (errors.size() <= MOST_ERRORS) {
            return List.copyOf(errors);
        }
        List<RowError> told = new ArrayList<>(errors.subList(0, MOST_ERRORS));
        int more = errors.size() - MOST_ERRORS;
        told.add(new RowError(
                errors.get(MOST_ERRORS).code(), null, null, "other values in " + more + " more cells as well"));
        return List.copyOf(told);
    }

    private Operation operation(List<String> cells, Target target, List<RowError> errors) {
        List<Operation> offered = target.operations();
        String named = operation.of(cells);
        Operation asked = named.isEmpty()
                ? feed.operation()
                : Operation.of(TextRules.trim(named)).orElse(null);
        if (asked != null && offered.contains(asked)) {
            return asked;
        }
        if (!named.isEmpty() || feed.operation() != null) {
            String labels = offered.stream().map(Operation::label).collect(Collectors.joining(" or "));
            errors.add(new RowError(
                    ReasonCode.UNKNOWN_OPERATION,
                    operation.name(),
                    TextRules.quote(named),
                    labels + " for " + target.name()));
        }
        return usualOperation(target);
    }
}
