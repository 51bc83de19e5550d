package invitations.intake.column;

import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.feed.Feed;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the columns that could have the address of the person. A file with several is refused, unless its feed says which one
 * counts: a person has one invitation, and it goes to one address.
 */
public final class AddressColumns {
    private static final String EMAIL = "email";

    /** What stands beside the word in the name of a column that may have the address of the person of the row. */
    private static final Set<String> QUALIFIERS = Arrays.stream(
                    ("work business company office corporate organization job"
                                    + " school university college campus student pupil learner participant institutional edu personal"
                                    + " private home main official contact login account preferred new current your my user users employee"
                                    + " staff teacher member customer client primary default id dienstlich privat private geschäftlich"
                                    + " beruflich schule arbeit professionnel professionnelle pro perso personnel personnelle travail"
                                    + " scolaire trabajo personales laboral profesional escolar")
                            .split(" "))
            .collect(Collectors.toUnmodifiableSet());

    /** The word itself, the longest form of it first. */
    private static final List<String> WORDS =
            List.of("emailaddress", "emailadresse", "mailaddress", "mailadresse", "email", "mail");

    private AddressColumns() {}

    /**
     * Refuses the file when several of its columns could have the address.
     *
     * @throws FileRefusedException {@code DUPLICATE_COLUMN} naming two of them
     */
    public static void refuseSeveral(Header header, Feed feed) {
        Set<String> names = header.names().of(EMAIL);
        Optional<Column> found = header.find(EMAIL);
        if (found.isEmpty() || isSaid(found.get(), header, feed)) {
            return;
        }
        header.columns().stream()
                .filter(column -> !column.equals(found.get()))
                .filter(column -> ColumnNames.of(column).stream().anyMatch(names::contains)
                        || (!header.names().isKnown(column) && couldHave(column)))
                .findFirst()
                .ifPresent(other -> {
                    throw refused(header, found.get(), other, "");
                });
    }

    /**
     * The refusal for two columns that could both have the address.
     *
     * @param because why that is so, behind a blank; empty where their names say it
     */
    public static FileRefusedException refused(Header header, Column found, Column other, String because) {
        return new FileRefusedException(
                ReasonCode.DUPLICATE_COLUMN,
                header.record().line(),
                "columns " + (found.index() + 1) + " '" + TextRules.quote(found.name()) + "' and " + (other.index() + 1)
                        + " '"
                        + TextRules.quote(other.name()) + "' could both have the address" + because
                        + ": take one out, or say which one counts, by column.email"
                        + " or ignore-columns in the feed's settings");
    }

    /** {@return whether the feed says that the column has the address, or computes it} */
    public static boolean isSaid(Column found, Header header, Feed feed) {
        Set<String> said = feed.mapping().names().getOrDefault(EMAIL, List.of()).stream()
                .map(ColumnName::withoutGaps)
                .collect(Collectors.toSet());
        return header.isComputed(found) || ColumnNames.of(found).stream().anyMatch(said::contains);
    }

    /** The unknown columns that could have the address, for a file without a known one. */
    public static List<String> possible(Collection<Column> columns) {
        return columns.stream()
                .filter(AddressColumns::couldHave)
                .map(Column::name)
                .toList();
    }

    /** {@return whether the name says an address, and nothing that would make it another person's or a second one} */
    private static boolean couldHave(Column column) {
        String name = ColumnName.withoutGaps(column.plainName()).replaceAll("[()\\[\\]/.]", "");
        return WORDS.stream()
                .filter(name::contains)
                .findFirst()
                .map(word -> name.replaceFirst(word, ""))
                .filter(rest -> rest.isEmpty() || QUALIFIERS.contains(rest))
                .isPresent();
    }
}
