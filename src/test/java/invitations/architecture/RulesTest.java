package invitations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule has a sample that breaks it: a rule that nothing can break says nothing. */
class RulesTest {
    private static final String SAMPLES = "invitations.architecture.samples";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SAMPLES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            of the package table                     | stray.Stray
            @NullMarked                              | stray.Stray
            free of cycles                           | ledger.Writer
            no class is named                        | report.ReportHelper
            routes are YAML                          | api.CallRoutes
            only camel is on org.apache.camel        | api.CallRoutes
            only cli is on picocli                   | intake.read.Printer
            only cli is on java.util.logging         | intake.read.Printer
            only cli prints and exits                | intake.read.Printer
            what the package table allows            | ledger.Writer
            what the package table allows            | sandbox.Answers
            serve Camel                              | camel.Bystander
            only ledger is on java.sql               | send.SendSteps
            only ledger.store and ledger.backup      | send.SendSteps
            only ledger.. uses more than exceptions  | send.SendSteps
            only camel.steps has classes             | send.SendSteps
            commands are named *Command              | cli.work.Sending
            exceptions are named *Exception          | feed.FeedTrouble
            is* or has* changes nothing              | feed.FeedTrouble
            """)
    void a_sample_breaks_the_rule(String rule, String sample) {
        assertThat(report(rule)).anyMatch(line -> line.contains(SAMPLES + "." + sample));
    }

    @Test
    void an_allowed_import_breaks_nothing() {
        assertThat(report("what the package table allows"))
                .noneMatch(line -> line.matches("\\w+ <" + SAMPLES + "\\.report\\..*"));
    }

    @Test
    void a_long_class_is_found(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("package-info.java"), "/** Its one job. */\npackage sample;\n");
        Files.writeString(folder.resolve("Right.java"), "//\n".repeat(250));
        Files.writeString(folder.resolve("Long.java"), "//\n".repeat(251));

        assertThat(new SourceRules(folder).findings())
                .singleElement()
                .asString()
                .startsWith("Long.java has 251 lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long now = System.nanoTime();",
                "LongSupplier ticker = System::nanoTime;",
                "long now = System.currentTimeMillis();",
                "Instant now = Instant.now();",
                "Instant now = given.orElseGet(Instant::now);",
                "LocalDate today = LocalDate.now();",
                "LocalDateTime now = LocalDateTime.now();",
                "ZonedDateTime now = ZonedDateTime.now();",
                "OffsetDateTime now = OffsetDateTime.now();",
                "Clock clock = Clock.systemUTC();",
                "Clock clock = Clock.system(ZoneId.systemDefault());",
                "Date now = new Date();"
            })
    void a_clock_of_its_own_is_found(String line, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("package-info.java"), "/** Its one job. */\npackage sample;\n");
        Files.writeString(folder.resolve("SendCommand.java"), "    " + line + "\n");
        Files.writeString(
                folder.resolve("Right.java"),
                "    /** As {@link System#nanoTime()} does. */\n    Instant.now(clock);\n");
        Files.writeString(folder.resolve("Clocked.java"), "    " + line + "\n");

        assertThat(new SourceRules(folder).findings())
                .singleElement()
                .asString()
                .startsWith("Clocked.java reads a clock by itself (" + line + ")");
    }

    @Test
    void a_package_with_too_many_files_is_found(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("package-info.java"), "/** Its one job. */\npackage sample;\n");
        for (int i = 1; i <= 26; i++) {
            Files.writeString(folder.resolve("Class" + i + ".java"), "//\n");
        }

        assertThat(new SourceRules(folder).findings())
                .singleElement()
                .asString()
                .contains("has 26 files");
    }

    @Test
    void a_package_without_a_job_is_found(@TempDir Path folder) throws IOException {
        Path with = Files.createDirectory(folder.resolve("with"));
        Path without = Files.createDirectory(folder.resolve("without"));
        Files.writeString(with.resolve("package-info.java"), "package with;\n");
        Files.writeString(without.resolve("Some.java"), "package without;\n");

        assertThat(new SourceRules(folder).findings())
                .hasSize(2)
                .allMatch(finding -> finding.contains("package-info.java does not open with a sentence"));
    }

    private static List<String> report(String rule) {
        ArchRule found = new PackageRules(SAMPLES)
                .all().stream()
                        .filter(candidate -> candidate.getDescription().contains(rule))
                        .findFirst()
                        .orElseThrow();
        return found.evaluate(CLASSES).getFailureReport().getDetails();
    }
}
