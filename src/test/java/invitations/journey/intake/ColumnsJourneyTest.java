package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns and addresses that may mean another place or person: nobody is invited on a guess, nothing goes without a word. */
class ColumnsJourneyTest {
    private static final String LISTED = "2 columns go along as metadata: department, birthday";

    @TempDir
    Path folder;

    @Test
    void what_goes_along_as_metadata_is_listed_wherever_people_look() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            Path file = stage.file("people.csv", "id,email,department,birthday\n7,ada@example.org,Maths,10 December\n");

            Program.Run check = stage.run("check", file.toString());
            Program.Run send = stage.send(file);
            Program.Run doctor = stage.run("doctor");

            assertThat(check.exitCode()).isZero();
            assertThat(check.out()).contains(LISTED, "a column is not read");
            assertThat(send.out()).contains(LISTED, "such a name: id");
            assertThat(doctor.out()).contains("metadata  feed default, latest drop ", LISTED);
            JsonNode warnings = new ObjectMapper()
                    .readTree(stage.reports().get(0).resolve("report.json").toFile())
                    .path("warnings");
            assertThat(warnings.findValuesAsText("code")).containsExactly("COLUMN_NOT_READ", "METADATA_COLUMNS");
            assertThat(warnings.findValuesAsText("message")).contains(LISTED);
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme");
            assertThat(String.valueOf(stage.sandbox().record().get(0).metadata()))
                    .contains("department", "Maths")
                    .doesNotContain("\"id\"", "id=7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"programm_key", "Course", "aktiv", "Email (work)", "expirred:"})
    void a_file_whose_columns_are_mistaken_is_refused_and_invites_nobody(String column) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            Path file = stage.file("people.csv", "email," + column + "\nada@example.org,acme+p1\n");

            assertThat(stage.send(file).exitCode()).isEqualTo(4);
            assertThat(stage.posts()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Suppress.csv", "suppress.csv.csv", "suppress.xlsx"})
    void a_list_under_nearly_its_name_keeps_everybody_from_being_invited(String name) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            SandboxStage.write(stage.home().resolve(name), "ada@example.org\n");
            Path file = stage.file("people.csv", "email\nada@example.org\n");

            Program.Run check = stage.run("check", file.toString());
            Program.Run config = stage.run("check-config");
            Program.Run send = stage.send(file);

            assertThat(check.exitCode()).isEqualTo(4);
            assertThat(config.exitCode()).isEqualTo(78);
            assertThat(config.out()).contains("'" + name + "' is not read");
            assertThat(send.exitCode()).isEqualTo(4);
            assertThat(send.out()).contains("'" + name + "' is not read");
            assertThat(stage.posts()).isEmpty();

            Files.delete(stage.home().resolve(name));
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme");
        }
    }

    @Test
    void one_address_that_the_api_refuses_costs_no_batch() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            StringBuilder text = new StringBuilder("email,program_key\n");
            for (int i = 0; i < 20; i++) {
                text.append(i == 7 ? "jos\u00e9" : "p" + i).append("@example.org,acme+p1\n");
            }

            Program.Run run = stage.send(stage.file("people.csv", text.toString()));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(stage.posts()).hasSize(2);
            assertThat(stage.lists()).isEmpty();
            assertThat(stage.invited()).hasSize(19).allSatisfy((person, times) -> assertThat(times)
                    .isEqualTo(1));
        }
    }

    @Test
    void all_spellings_of_an_address_are_one_person_who_is_invited_once() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.send(stage.file("one.csv", "email\nada@example\u3002org\n"));
            stage.send(stage.file("two.csv", "email\n\uff41\uff44\uff41\uff20example.org\n"));
            stage.send(stage.file("three.csv", "email\n ada@example.org\n"));

            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme").containsValue(1L);
        }
    }
}
