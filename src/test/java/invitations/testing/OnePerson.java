package invitations.testing;

import invitations.invitation.RowStatus;
import invitations.settle.OutcomeLookup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests have in common that ask about the only row of a drop. */
public abstract class OnePerson {
    public static final String ANN = "'email':'ann@example.org','platform_key':'acme'";
    public static final String LATELY = ",'created':'2026-05-04T12:00:01.5+00:00'";
    public static final String BEFORE = ",'created':'2026-05-04T11:59:00Z'";

    @TempDir
    public Path home;

    @Nullable
    public LookupFixture doubt;

    @AfterEach
    void close() {
        if (doubt != null) {
            doubt.close();
        }
    }

    /** A question about a row for this person, in a ledger of its own. */
    public final OutcomeLookup ask(@Nullable String email, @Nullable String username) {
        doubt = LookupFixture.about(home, Duration.ZERO, LookupFixture.platform(1, email, username));
        return again();
    }

    /** Another question about that row. */
    public final OutcomeLookup again() {
        return doubt().person(1);
    }

    public final LookupFixture doubt() {
        return Objects.requireNonNull(doubt);
    }

    public final RowStatus status() {
        return doubt().result(1).status();
    }
}
