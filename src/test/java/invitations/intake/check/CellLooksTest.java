package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.intake.cell.InvisibleCharacters;
import invitations.intake.column.Column;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.testing.GeneratedTexts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen at the first look at a cell is what all looks at it find. */
final class CellLooksTest {
    private static final int TEXTS = 100_000;

    private static final Column NAME = new Column(0, "first_name");

    @Test
    void a_cell_that_cannot_be_damaged_is_not() {
        long passed = new GeneratedTexts(11)
                .many(TEXTS)
                .filter(cell -> !DamagedText.mayBeDamaged(cell))
                .peek(cell -> {
                    assertThat(DamagedText.error(NAME, column -> true, cell))
                            .as(cell)
                            .isNull();
                    assertThat(DamagedText.error(NAME, column -> false, cell))
                            .as(cell)
                            .isNull();
                })
                .count();
        assertThat(passed).isBetween(TEXTS / 10L, TEXTS * 9L / 10);
    }

    @Test
    void a_plain_cell_has_no_entity_and_no_invisible_character() {
        long passed = new GeneratedTexts(12)
                .many(TEXTS)
                .filter(CellWarnings::isPlain)
                .peek(cell -> {
                    assertThat(cell).doesNotContain("&");
                    assertThat(InvisibleCharacters.areIn(cell)).as(cell).isFalse();
                })
                .count();
        assertThat(passed).isBetween(TEXTS / 10L, TEXTS * 9L / 10);
    }

    @Test
    void a_person_is_known_by_the_address_and_by_a_user_name_that_is_one() {
        String[] names = {null, "", "ann", "@ann", "ann@example.org", "bob@example.org"};
        for (String email : names) {
            for (String username : names) {
                Invitation invitation = new Invitation(
                        "platform",
                        Operation.SINGLE,
                        "acme",
                        "acme",
                        null,
                        email,
                        username,
                        Map.of(),
                        Invitation.Asking.NOT);
                List<String> expected = Stream.of(email, username)
                        .filter(Objects::nonNull)
                        .filter(name -> name.indexOf('@') > 0)
                        .toList();
                assertThat(invitation.addresses()).isEqualTo(expected);
            }
        }
    }
}
