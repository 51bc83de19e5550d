package invitations.settle;

import invitations.invitation.RowStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests have in common that ask about the only row of a drop. */
abstract class OnePerson {
    static final String ANN = "'email':'ann@example.org','platform_key':'acme'";
    static final String LATELY = ",'created':'2026-05-04T12:00:01.5+00:00'";
    static final String BEFORE = ",'created':'2026-05-04T11:59:00Z'";

    @TempDir
    Path home;

    @Nullable
    Doubt doubt;

    @AfterEach
    void close() {
        if (doubt != null) {
            doubt.close();
        }
    }

    /** A question about a row for this person, in a ledger of its own. */
    final DoubtQuestion ask(@Nullable String email, @Nullable String username) {
        doubt = Doubt.about(home, Duration.ZERO, Doubt.platform(1, email, username));
        return again();
    }

    /** Another question about that row. */
    final DoubtQuestion again() {
        return doubt().person(1);
    }

    final Doubt doubt() {
        return Objects.requireNonNull(doubt);
    }

    final RowStatus status() {
        return doubt().result(1).status();
    }
}
