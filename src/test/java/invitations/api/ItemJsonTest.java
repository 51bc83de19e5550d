package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import org.junit.jupiter.api.Test;

class ItemJsonTest {
    @Test
    void numbers_are_as_they_were_written() {
        OpenRow row = new OpenRow(
                1,
                "platform",
                Operation.SINGLE,
                "acme",
                "acme",
                "{\"a\":0.10000000000000000001,\"b\":1E+400,\"c\":7}",
                1,
                0,
                0);

        assertThat(ItemJson.of(row)).hasToString("{\"a\":0.10000000000000000001,\"b\":1E+400,\"c\":7}");
    }
}
