package invitations.settle;

import static invitations.testing.LookupFixture.answer;
import static invitations.testing.LookupFixture.invitation;
import static invitations.testing.LookupFixture.list;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.send.LookupRow;
import invitations.testing.LookupFixture;
import invitations.testing.OnePerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a list means for a person who has more than one invitation. */
class PrecheckLookupTest extends OnePerson {
    private static final String LONG_AGO = ",'created':'2026-01-04T11:59:00Z'";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_several_invitations_the_newest_says_whether_it_is_time_for_another(boolean newestFirst) {
        ask("ann@example.org", null);
        LookupRow row = doubt().row(1);
        PrecheckLookup question = new PrecheckLookup(
                doubt().ledger,
                new LookupRow(
                        row.id(),
                        row.target(),
                        row.operation(),
                        row.tenant(),
                        row.targetKey(),
                        row.pool(),
                        row.item(),
                        true,
                        false,
                        0,
                        null,
                        null,
                        false,
                        Duration.ofDays(14),
                        false),
                LookupFixture.people("platform"),
                new Witnesses(doubt().ledger));
        List<String> invitations =
                new ArrayList<>(List.of(invitation("'id':2," + ANN + BEFORE), invitation("'id':1," + ANN + LONG_AGO)));
        if (!newestFirst) {
            Collections.reverse(invitations);
        }

        answer(question, list(invitations.toArray(String[]::new)));

        assertThat(status()).isEqualTo(RowStatus.ALREADY_INVITED);
        assertThat(doubt().result(1).remoteId()).isEqualTo("2");
    }
}
