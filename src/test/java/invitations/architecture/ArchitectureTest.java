package invitations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("invitations");

    static List<ArchRule> rules() {
        return new PackageRules("invitations").all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_package_table_holds(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void there_is_something_to_check() {
        assertThat(CLASSES).isNotEmpty();
    }

    @Test
    void classes_are_short_and_packages_have_one_job() {
        assertThat(new SourceRules(Path.of("src/main/java")).findings()).isEmpty();
    }
}
