package invitations.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackWarningsTest {
    @TempDir
    Path place;

    @Test
    void come_back_as_they_were_given_however_many_there_are() throws Exception {
        List<Warning> given = new ArrayList<>();
        for (int line = 1; line <= 500; line++) {
            given.add(Warning.ofCell(WarningCode.HTML_ENTITY, line, 2, "é\n\"&amp;\"" + "x".repeat(line)));
        }
        given.add(Warning.ofFile(WarningCode.CHARSET_GUESSED, 0, "a guess"));
        given.add(Warning.ofCell(WarningCode.HTML_ENTITY, 9, 1, "&lt;")
                .in("name", false)
                .meaning("<"));
        for (Warning warning : given) {
            UnpackWarnings.add(place, warning);
        }

        List<Warning> read = new ArrayList<>();
        UnpackWarnings warnings = UnpackWarnings.of(place.resolve("hr/people.csv"));
        warnings.forEachRemaining(read::add);

        assertThat(read).isEqualTo(given);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(warnings::next);
    }

    @Test
    void a_file_that_was_not_unpacked_has_none() {
        assertThat(UnpackWarnings.of(place.resolve("hr/people.csv")).hasNext()).isFalse();
    }

    @Test
    void more_than_any_list_has_refuse_the_file() throws Exception {
        Path file = Files.createFile(place.resolve(UnpackWarnings.NAME));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> UnpackWarnings.add(place, Warning.ofRow(WarningCode.HTML_ENTITY, 7, "less")))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.TOO_MUCH_PACKED))
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(7));
    }
}
