package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} and {@code application.properties} against the code. */
class SettingsDocumentationTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path FILE = Path.of("src/main/resources/application.properties");
    /** What the program makes of the properties, for the routes. */
    private static final List<String> DERIVED = List.of(
            "invitations.api.url",
            "invitations.drop",
            "invitations.hold",
            "invitations.drop.poll-millis",
            "invitations.send.calls-a-period",
            "invitations.send.period-millis",
            "invitations.gitbook.url",
            "invitations.follow-up.first",
            "invitations.retention.first",
            "invitations.connect.timeout-millis",
            "invitations.request.timeout-millis",
            "invitations.sftp.delete",
            "invitations.sftp.poll-millis",
            "invitations.ftps.delete",
            "invitations.ftps.poll-millis");

    private static final Pattern COMMENTED_KEY = Pattern.compile("# ([a-z][a-z0-9.-]*) =(| .*)");

    @Test
    void the_page_has_a_row_for_every_property_and_no_other() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[a-z.-]+` \\| `[A-Z_]+` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Property.values())
                        .map(SettingsDocumentationTest::row)
                        .toList());
    }

    @Test
    void the_file_has_every_key_but_secrets_as_a_comment_with_its_default_below_its_description() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        List<String> documented = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (COMMENTED_KEY.matcher(lines.get(i)).matches()) {
                documented.add(description(lines, i) + "\n" + lines.get(i));
            }
        }

        List<String> expected = Arrays.stream(Property.values())
                .filter(property -> !property.isSecret())
                .map(property ->
                        property.description() + "\n# " + (property.key() + " = " + property.defaultValue()).strip())
                .toList();
        assertThat(documented).containsAll(expected);
        assertThat(documented).hasSize(expected.size() + DERIVED.size());
    }

    @Test
    void the_file_has_every_key_that_the_program_sets_as_a_comment_that_says_so() throws IOException {
        List<String> lines = Files.readAllLines(FILE);

        for (String key : DERIVED) {
            assertThat(lines).contains("# " + key + " =");
            assertThat(description(lines, lines.indexOf("# " + key + " ="))).contains("et by the program");
        }
    }

    @Test
    void the_file_sets_nothing_of_the_bundle_itself() throws IOException {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(FILE));

        assertThat(properties.stringPropertyNames()).isNotEmpty().allMatch(key -> key.startsWith("camel."));
        assertThat(Files.readString(FILE)).doesNotContain(Property.API_KEY.key() + " =");
    }

    private static String row(Property property) {
        String value = property.defaultValue().isEmpty() ? "–" : "`" + property.defaultValue() + "`";
        return "| `" + property.key() + "` | `" + property.variable() + "` | " + value + " | " + property.description()
                + " |";
    }

    /** The comment above the key, back to the last blank line. */
    private static String description(List<String> lines, int key) {
        List<String> comment = new ArrayList<>();
        for (int i = key - 1; i >= 0 && lines.get(i).startsWith("# "); i--) {
            comment.add(0, lines.get(i).substring(2));
        }
        return String.join(" ", comment);
    }
}
