package invitations.intake.column;

import invitations.csv.ColumnName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that no column of a file may have for its own, since the API or this program fills them in the metadata. */
public final class ReservedColumns {
    /** In exports of forms and customer systems: the number of a row or account there, and when it was made. */
    private static final Set<String> PASSED_OVER = Set.of("id", "userid", "created");

    /** Written by this program into the metadata of each item; set by the API, which takes them in a request as well. */
    private static final Set<String> RESERVED = Stream.of(
                    "invitation_drop",
                    "invitation_call",
                    "invitation_attempt",
                    "id",
                    "user_id",
                    "created",
                    "started",
                    "enrollment_config")
            .map(ColumnName::withoutGaps)
            .collect(Collectors.toUnmodifiableSet());

    private ReservedColumns() {}

    /** {@return whether the name without gaps is one of them} */
    public static boolean has(String folded) {
        return RESERVED.contains(folded);
    }

    /** {@return whether a column of that name is one that other systems write for themselves, and is not read} */
    static boolean isPassedOver(String folded) {
        return PASSED_OVER.contains(folded);
    }
}
