package invitations.intake.check;

import invitations.csv.ColumnName;
import invitations.feed.Feed;
import invitations.intake.column.ReservedColumns;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks whether what a feed sets for its rows is what the targets expect. */
final class FeedCompatibility {
    private FeedCompatibility() {}

    /**
     * Looks at all of it.
     *
     * @param forms what the rows of the feed may become
     * @throws FileRefusedException {@code INVALID_FEED} when anything is wrong; names all of it
     */
    static void check(Feed feed, Stream<InvitationMapper> forms) {
        // Several targets may say the same of a value.
        Set<String> misfits = new LinkedHashSet<>(reserved(feed));
        forms.flatMap(form -> form.mistakes().stream()).map(RowError::message).forEach(misfits::add);
        if (!misfits.isEmpty()) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_FEED,
                    0,
                    "the settings of feed " + feed.name() + " give " + String.join("; and ", misfits));
        }
    }

    private static Set<String> reserved(Feed feed) {
        Map<String, Set<String>> set = new TreeMap<>();
        set.put("default.", feed.defaults().keySet());
        set.put("constant.", feed.mapping().constants().keySet());
        set.put("compute.", feed.mapping().computed().keySet());
        Set<String> reserved = new LinkedHashSet<>();
        set.forEach((setting, columns) -> columns.stream()
                .filter(column -> ReservedColumns.has(ColumnName.withoutGaps(column)))
                .sorted()
                .forEach(column -> reserved.add(setting + column + ", which only the API or this bundle fills")));
        return reserved;
    }
}
