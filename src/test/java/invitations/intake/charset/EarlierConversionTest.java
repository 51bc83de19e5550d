package invitations.intake.charset;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.intake.check.DamagedText;
import invitations.intake.column.Column;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.testing.PlannedRows;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier conversion damaged, and what only looks like it. */
final class EarlierConversionTest {
    @ParameterizedTest
    @CsvSource({
        "ZoÃ«, Zoë",
        "MÃ¼ller, Müller",
        "JOSÃ‰, JOSÉ",
        "RenÃƒÂ©, René",
        "NicolÃ, Nicolà",
        "MarÃa, María",
        "MichaÅ‚, Michał",
        "Ä°stanbul, İstanbul",
        "AyÅŸe, Ayşe",
        "Ð˜Ð²Ð°Ð½, Иван",
        "Zo√´, Zoë",
        "M√ºller, Müller",
        "Zo├½, Zoë",
        "ZoГ«, Zoë",
        "Ren‚, René",
        "Andr‚s, Andrés",
        "Sch”n, Schön",
        "H‚lŠne, Hélène",
        "Fran‡ois, François",
        "Nu¤ez, Nuñez",
        "N£¤ez, Núñez",
        "Garc¡a, García",
        "L¢pez, López",
        "RenŽ, René",
        "JŸrgen, Jürgen",
        "Gro§e, Große",
        "£ukasz, Łukasz",
        "Œwi¹tek, Świątek",
        "Wa³êsa, Wałęsa",
        "JosΘ, José",
        "Mⁿller, Müller",
        "J¸rgen, Jürgen",
        "RenÈ, René",
        "FranÁois, François",
        "Jцrgen, Jörgen",
        "Èâàíîâ, Иванов",
        "×—×™×¤×”, חיפה"
    })
    void what_was_read_in_the_wrong_charset_is_told_as_it_was(String damaged, String was) {
        assertThat(EarlierConversion.undo(damaged)).containsExactly(was);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "São",
                "JOÃO",
                "Conceição",
                "MANHÃ…",
                "MAÇÃ",
                "Ãngela",
                "ÂNGELA",
                "García Márquez",
                "PEñA",
                "MuÑoz",
                "josÉ",
                "garcÍa",
                "McÉwan",
                "Mª José",
                "MªJosé",
                "Nº 5",
                "m²",
                "m³",
                "10 €",
                "Name†",
                "Lego®",
                "Söhne™",
                "Al·lèrgia",
                "D’Agrò",
                "D´Agostino",
                "d´angelo",
                "Ke‘alohi",
                "Hawaiʻi",
                "Qur’ān",
                "Anne–marie",
                "Smith—Jones",
                "L’Hôpital",
                "¡Hola!",
                "¿Qué?",
                "naïve – “so”",
                "„Béla”",
                "‚Ren‘",
                "«Été»",
                "Đặng Thị Hương",
                "LÊ THỊ HỒNG",
                "Ủy ban",
                "Yılmaz",
                "İstanbul",
                "DÜĞÜN",
                "Iğdır",
                "Þórður Ægisson",
                "ÆØÅ",
                "ÄÖÜß",
                "GROßE",
                "Iñtërnâtiônàlizætiøn",
                "Łódź",
                "Dvořák",
                "Đorđe",
                "Ǫ́jọ́",
                "Taεrabt",
                "Иванов",
                "Ιωάννης",
                "佐藤 ひろし",
                "김민준",
                "כהן",
                "محمد",
                "สมชาย",
                "O'Brien",
                "Zoe",
                "BalogŠandor",
                "Mаria",
                "jцrgen@example.org",
                ""
            })
    void what_people_have_stays_as_it_is(String text) {
        assertThat(EarlierConversion.undo(text)).isEmpty();
    }

    @Test
    void no_name_of_the_world_is_taken_for_a_damaged_one() throws IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("src/test/resources/invitations/charsets/names.tsv"), StandardCharsets.UTF_8)) {
            assertThat(lines.flatMap(line -> Stream.of(line.split("[\t ]", -1)))
                            .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
                            .filter(name -> !EarlierConversion.undo(name).isEmpty()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "x-MacRoman", "IBM850", "windows-1250", "windows-1251", "IBM437"})
    void a_name_of_which_the_utf_8_was_read_as_another_charset_is_told_as_it_was(String charset) throws IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("src/test/resources/invitations/charsets/names.tsv"), StandardCharsets.UTF_8)) {
            List<String> names = lines.flatMap(line -> Stream.of(line.split("\t", -1)[1].split(" ", -1)))
                    .filter(name -> name.chars().anyMatch(c -> c > 0x7F))
                    .toList();
            long told = 0;
            List<String> wrong = new ArrayList<>();
            for (String name : names) {
                String damaged = new String(name.getBytes(StandardCharsets.UTF_8), Charset.forName(charset));
                List<String> was = EarlierConversion.undo(damaged);
                told += was.isEmpty() ? 0 : 1;
                if (damaged.indexOf('\uFFFD') < 0 && !was.isEmpty()) {
                    if (!was.contains(name)) {
                        wrong.add(damaged + " as " + was);
                    }
                }
            }
            assertThat(wrong).hasSizeLessThan(names.size() / 200);
            assertThat(told).isGreaterThan(names.size() / 2);
        }
    }

    @Test
    void a_damaged_cell_is_an_error_with_its_suggestion_and_a_doubtful_one_with_both() {
        PlannedRow.Invalid row =
                (PlannedRow.Invalid) PlannedRows.of("email,first_name,team\nann@example.org,ZoÃ«,Pawe³\n")
                        .rows()
                        .get(0);

        assertThat(row.errors())
                .extracting(error -> error.code() + " " + error.column() + " " + error.suggestion())
                .containsExactlyInAnyOrder(
                        "DAMAGED_TEXT first_name " + Map.of("first_name", "Zoë"), "DAMAGED_TEXT team {}");
        assertThat(row.errors()).extracting(RowError::message).anyMatch(text -> text.contains("'Paweł' or 'Paweü'"));
    }

    @Test
    void a_letter_that_became_a_question_mark_is_an_error_in_names_only() {
        assertThat(PlannedRows.of("email,first_name,last_name\nann@example.org,?ukasz,Wa??sa\n")
                        .errors())
                .extracting(error -> error.code() + " " + error.column())
                .containsExactly("DAMAGED_TEXT first_name", "DAMAGED_TEXT last_name");
        assertThat(PlannedRows.of("email,first_name,hint\nann@example.org,Ann?,really?yes\n")
                        .errors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ada@example.org_x000D_, ada@example.org", "_x000a_Ada, Ada", "Ada_x000D__x000A_Lovelace, Ada Lovelace"
    })
    void a_character_that_a_workbook_has_written_by_its_number_is_an_error_with_a_suggestion(
            String cell, String meant) {
        List<RowError> errors = new ArrayList<>();

        DamagedText.check(new InputRow(1, 2, List.of(cell)), List.of(new Column(0, "note")), column -> false, errors);

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(ReasonCode.DAMAGED_TEXT);
            assertThat(error.suggestion()).isEqualTo(Map.of("note", meant));
        });
    }
}
