package invitations.ledger.status;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Statements get their statuses from the sets, and their changes of the status from the table of transitions. */
class StatusSqlTest {
    /** More than one status in a row, as in {@code ('PLANNED', 'RETRYABLE')}. */
    private static final Pattern LIST = Pattern.compile("'(" + names() + ")'\\s*,\\s*'(" + names() + ")'");

    private static final Pattern CHANGE = Pattern.compile("UPDATE drop_rows SET status\\b");

    @Test
    void a_set_is_rendered_in_its_order_and_a_single_status_as_itself() {
        assertThat(StatusSql.in(RowStatus.SENDABLE)).isEqualTo("status IN ('PLANNED', 'RETRYABLE')");
        assertThat(StatusSql.in("r", RowStatus.setOf(RowStatus.UNCERTAIN))).isEqualTo("r.status = 'UNCERTAIN'");
        assertThat(StatusSql.notIn("r", RowStatus.HAS_INVITATION))
                .isEqualTo("r.status NOT IN ('INVITED', 'ALREADY_INVITED')");
        assertThat(StatusSql.order("r", List.of(RowStatus.SKIPPED, RowStatus.INVITED)))
                .isEqualTo("CASE r.status WHEN 'SKIPPED' THEN 1 WHEN 'INVITED' THEN 2 ELSE 3 END");
    }

    @Test
    void the_words_of_the_partial_indexes_are_those_of_the_statements() throws IOException {
        String schema = Files.readString(Path.of("src/main/resources/invitations/ledger/V1.sql"))
                + Files.readString(Path.of("src/main/resources/invitations/ledger/V2.sql"));

        assertThat(schema)
                .contains("WHERE " + StatusSql.in(RowStatus.IN_QUESTION) + ";")
                .contains("WHERE " + StatusSql.in(RowStatus.setOf(RowStatus.NEEDS_REVIEW)) + ";")
                .contains("WHERE " + StatusSql.in(RowStatus.setOf(RowStatus.UNPROCESSED)) + ";");
    }

    @Test
    void every_status_is_open_or_final() {
        assertThat(RowStatus.with(RowStatus.OPEN, RowStatus.FINAL.toArray(RowStatus[]::new)))
                .containsExactlyInAnyOrder(RowStatus.values());
        assertThat(RowStatus.OPEN).doesNotContainAnyElementsOf(RowStatus.FINAL).containsAll(RowStatus.UNSENT);
    }

    @Test
    void no_statement_lists_statuses_or_changes_one_by_itself() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/invitations/ledger"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", "");
                boolean isChange = CHANGE.matcher(text).find() && !source.endsWith("RowChange.java");
                if (isChange || LIST.matcher(text).find()) {
                    found.add(source.toString());
                }
            }
        }

        assertThat(found).isEmpty();
    }

    private static String names() {
        return String.join(
                "|", Stream.of(RowStatus.values()).map(RowStatus::name).toList());
    }
}
