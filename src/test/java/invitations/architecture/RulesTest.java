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

/** Every rule has a sample that breaks it: a rule that nothing can break says nothing. */
class RulesTest {
    private static final String SAMPLES = "invitations.architecture.samples";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SAMPLES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            every package is in the package table | stray.Stray
            @NullMarked                           | stray.Stray
            free of cycles                        | ledger.Writer
            no class is named                     | report.ReportHelper
            routes are YAML                       | call.CallRoutes
            only camel is on org.apache.camel     | call.CallRoutes
            only cli is on picocli                | intake.Printer
            only cli is on java.util.logging      | intake.Printer
            only cli prints and exits             | intake.Printer
            ledger imports only                   | ledger.Writer
            sandbox imports nothing of ours       | sandbox.Answers
            """)
    void a_sample_breaks_the_rule(String rule, String sample) {
        assertThat(report(rule)).anyMatch(line -> line.contains(SAMPLES + "." + sample));
    }

    @Test
    void an_allowed_import_breaks_nothing() {
        assertThat(report("report imports only")).isEmpty();
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
