package invitations.testing;

import invitations.feed.CsvSettings;
import invitations.feed.Feed;
import invitations.feed.FeedPrechecks;
import invitations.feed.Mapping;
import invitations.feed.Restrictions;
import invitations.intake.check.RowPlanner;
import invitations.intake.check.RowPolicy;
import invitations.intake.column.ColumnNames;
import invitations.intake.read.DropFile;
import invitations.intake.read.RowReader;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What planning makes of a text. */
public record PlannedRows(List<PlannedRow> rows) {
    public static final Feed PLAIN = new Feed(
            "default",
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            FeedPrechecks.NONE,
            CsvSettings.NONE,
            Mapping.NONE,
            Restrictions.NONE);
    public static final Feed OF_ACME = new Feed(
            "default",
            null,
            null,
            "acme",
            null,
            "admin",
            Map.of(),
            FeedPrechecks.NONE,
            CsvSettings.NONE,
            Mapping.NONE,
            Restrictions.NONE);

    /** A moment before all dates that tests speak of. */
    public static final RowPolicy RULES = new RowPolicy(
            Clock.fixed(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC), 500, "drop-1", email -> false);

    public static PlannedRows of(String text, Feed feed, Collection<Target> targets) {
        RowReader records = records(text, feed, ColumnNames.known(feed, targets));
        RowPlanner planner = RowPlanner.begin(records, feed, targets, RULES);
        List<PlannedRow> rows = new ArrayList<>();
        records.forEachRemaining(row -> rows.add(planner.plan(row)));
        return new PlannedRows(rows);
    }

    private static RowReader records(String text, Feed feed, Predicate<String> isColumn) {
        try {
            return DropFile.of(new TestChannel(text.getBytes(StandardCharsets.UTF_8)))
                    .records(feed.csv(), CsvText.WIDE, isColumn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PlannedRows of(String text) {
        return of(text, OF_ACME, TestTarget.BOTH);
    }

    public static Feed feed(@Nullable String target, @Nullable Operation operation, Map<String, String> defaults) {
        return new Feed(
                "hr",
                target,
                operation,
                "acme",
                null,
                null,
                defaults,
                FeedPrechecks.NONE,
                CsvSettings.NONE,
                Mapping.NONE,
                Restrictions.NONE);
    }

    public List<Invitation> invitations() {
        return rows.stream().map(PlannedRows::invitation).toList();
    }

    /** The only row's invitation. */
    public Invitation invitation() {
        if (rows.size() != 1) {
            throw new AssertionError("expected one row, found " + rows);
        }
        return invitations().get(0);
    }

    /** The only row's errors; none when it is valid. */
    public List<RowError> errors() {
        if (rows.size() != 1) {
            throw new AssertionError("expected one row, found " + rows);
        }
        return rows.get(0) instanceof PlannedRow.Invalid invalid ? invalid.errors() : List.of();
    }

    public List<ReasonCode> codes() {
        return errors().stream().map(RowError::code).toList();
    }

    private static Invitation invitation(PlannedRow row) {
        if (row instanceof PlannedRow.Valid valid) {
            return valid.invitation();
        }
        throw new AssertionError("expected a valid row, found " + row);
    }

    /** {@return a feed with that mapping, and the platform {@code acme} for all rows} */
    public static Feed feed(Mapping mapping) {
        return new Feed(
                "hr",
                null,
                null,
                "acme",
                null,
                null,
                Map.of(),
                FeedPrechecks.NONE,
                CsvSettings.NONE,
                mapping,
                Restrictions.NONE);
    }
}
