package invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes let pass what is published and nothing else, or the tests that use them would prove nothing. */
class ShapeTest {
    private static final Path FOLDER = Path.of("src/test/resources/invitations/contract");

    static List<String> shapes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".schema.json"))
                    .map(name -> name.replace(".schema.json", ""))
                    // The others hold what several shapes have in common.
                    .filter(name -> name.contains("."))
                    .sorted()
                    .toList();
        }
    }

    static Stream<String> requests() throws IOException {
        return shapes().stream().filter(name -> !name.endsWith(".answer"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_shape_lets_its_own_examples_pass(String name) {
        Shape shape = Shape.named(name);

        assertThat(shape.examples()).isNotEmpty();
        assertThat(shape.examples()).flatMap(shape::findings).isEmpty();
    }

    /** The fields are written down here once more, so that a schema which forgot one would be found out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            platform-single.request | /platform_key | /email /username /active /source /redirect_to /created /expired /metadata /company_name /first_name /last_name /user_group /user_group_owner_email
            program-single.request  | /program_key  | /email /username /active /source /redirect_to /created /expired /metadata /enrollment_config
            course-single.request   | /course_id    | /email /username /active /source /redirect_to /created /expired /metadata /enrollment_config
            platform-bulk.request   | /platform_key /invitation_data /invitation_data/0/platform_key | ''
            program-bulk.request    | /platform_key /invitation_data /invitation_data/0/program_key  | ''
            course-bulk.request     | /platform_key /invitation_data /invitation_data/0/course_id    | ''
            platform-blank.request  | /platform_key /source /count | /metadata
            program-blank.request   | /program_key /source /count  | /metadata
            course-blank.request    | /course_id /source /count    | /metadata
            platform-redeem.request | /platform_key /source        | /email /username /metadata
            program-redeem.request  | /program_key /source         | /email /username /metadata
            course-redeem.request   | /course_id /source           | /email /username /metadata
            platform-check.query    | /email                       | ''
            platform-list.query     | ''                           | /platform_key /org /email /username /source /active /page /page_size /sort /invitation_drop
            program-list.query      | ''                           | /program_key /platform_key /org /email /username /source /active /page /page_size /sort /invitation_drop
            course-list.query       | ''                           | /course_id /platform_key /org /email /username /source /active /page /page_size /sort /invitation_drop
            course-licences.query   | ''                           | /course_id /platform_key /platform_org /key /org /name /external_id /source /active /query /verbose /page /page_size /sort
            gitbook-invite.request  | /emails /emails/1/email      | /role /sso
            gitbook-link.request    | /role /level /space /collection | ''
            gitbook-link-update.request | /role /level             | ''
            gitbook-links.query     | ''                           | /page /limit
            gitbook-members.query   | ''                           | /search /page /limit
            platform-invitation.answer | /id /user_id /username /email /created /started /source /redirect_to /expired /active /metadata /platform_key | ''
            program-invitation.answer  | /id /user_id /username /email /created /started /source /redirect_to /expired /active /metadata /platform_key /program_key | /enrollment_config
            course-invitation.answer   | /id /user_id /username /email /created /started /source /redirect_to /expired /active /metadata /platform_key /course_id | /enrollment_config
            platform-list.answer    | /count /next /previous /results /next_page /previous_page | ''
            program-list.answer     | /count /next /previous /results /next_page /previous_page | ''
            course-list.answer      | /count /next /previous /results /next_page /previous_page | ''
            successes.answer        | /successes /error_codes      | ''
            course-licences.answer  | /count /results /next_page /previous_page /results/0/id /results/0/created /results/0/started /results/0/expired /results/0/name /results/0/count /results/0/active /results/0/metadata /results/0/source /results/0/external_id /results/0/platform_key /results/0/course_id /results/0/usage_count | ''
            iblai-error.answer      | ''                           | /detail /error /email /source
            gitbook-invite.answer   | /users /invited /failedSSOEmails | ''
            gitbook-join.answer     | ''                           | ''
            gitbook-members.answer  | /items /items/0/role /items/0/user /items/0/user/id /items/0/user/urls /items/0/disabled /items/0/joinedAt /items/0/sso /items/0/spaces /items/0/teams /items/0/sites /next/page | /next /count
            gitbook-link.answer     | /object /id /role /level /redundant /space /collection | ''
            gitbook-links.answer    | /items /items/0/object /items/0/id /next/page | /next /count
            gitbook-error.answer    | /error /error/code /error/message | ''
            """)
    void a_shape_has_the_fields_that_are_published_and_misses_those_that_must_be_there(
            String name, String required, String optional) {
        Shape shape = Shape.named(name);

        assertThat(fields(shape))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(words(required), words(optional))
                        .filter(place -> place.lastIndexOf('/') == 0)
                        .collect(Collectors.toSet()));
        words(required).forEach(place -> {
            List<JsonNode> having = having(shape, place);
            assertThat(having).as(place).isNotEmpty();
            having.forEach(good -> assertThat(shape.findings(Broken.without(good, place)))
                    .as(name + " without " + place)
                    .isNotEmpty());
        });
        words(optional).forEach(place -> having(shape, place)
                .forEach(good -> assertThat(shape.findings(Broken.without(good, place)))
                        .as(name + " without " + place)
                        .isEmpty()));
    }

    @Test
    void no_shape_is_left_out_of_the_table_above() throws Exception {
        CsvSource table = ShapeTest.class
                .getDeclaredMethod(
                        "a_shape_has_the_fields_that_are_published_and_misses_those_that_must_be_there",
                        String.class,
                        String.class,
                        String.class)
                .getAnnotation(CsvSource.class);

        assertThat(table.textBlock().lines().map(line -> line.split("\\|", 2)[0].strip()))
                .containsExactlyInAnyOrderElementsOf(shapes());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_value_of_another_type_or_kind_is_found(String name) {
        Shape shape = Shape.named(name);
        for (JsonNode good : shape.examples()) {
            Broken.values(good).forEach((what, broken) -> assertThat(shape.findings(broken))
                    .as(name + ": " + what)
                    .isNotEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_field_more_is_found_in_what_is_sent(String name) {
        Shape shape = Shape.named(name);
        for (JsonNode good : shape.examples()) {
            Broken.extras(good).forEach((what, broken) -> assertThat(shape.findings(broken))
                    .as(name + ": " + what)
                    .isNotEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            platform-single.request | {"platform_key":"acme"}
            course-single.request   | {"course_id":"course-v1:a+b+c"}
            program-redeem.request  | {"program_key":"acme+logic","source":"desk"}
            platform-bulk.request   | {"platform_key":"acme","invitation_data":[]}
            program-blank.request   | {"program_key":"acme+logic","source":"desk","count":0}
            program-blank.request   | {"program_key":"acme+logic","source":"desk","count":1.5}
            platform-list.query     | {"team":"north"}
            program-list.query      | {"course_id":"course-v1:a+b+c"}
            course-list.query       | {"page":"0"}
            course-list.query       | {"page_size":"many"}
            course-list.query       | {"sort":"-id; drop"}
            course-list.query       | {"active":"1"}
            gitbook-links.query     | {"limit":"0"}
            gitbook-links.query     | {"limit":"1001"}
            gitbook-links.query     | {"search":"ada"}
            gitbook-members.query   | {"limit":"2000"}
            gitbook-invite.request  | {"emails":[]}
            gitbook-invite.request  | {"emails":["ada@example.org"],"role":"guest"}
            gitbook-invite.request  | {"emails":[{"email":"ada@example.org","role":"READ"}]}
            gitbook-invite.request  | {"emails":["ada@example.org"],"sso":null}
            gitbook-link.request    | {"role":null}
            gitbook-link.request    | {"role":"read","space":"s1"}
            gitbook-link.request    | {"level":"read","space":"s1","collection":"c1"}
            gitbook-link-update.request | {"role":"read","level":"read"}
            platform-list.answer    | {"count":0,"next":null,"previous_page":null,"results":[]}
            successes.answer        | {"successes":-1,"error_codes":[]}
            iblai-error.answer      | {}
            gitbook-error.answer    | {"detail":"Not found."}
            gitbook-join.answer     | {"joined":true}
            """)
    void what_is_not_published_is_found(String name, String json) {
        assertThat(Shape.named(name).findings(json)).isNotEmpty();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    private static Set<String> fields(Shape shape) {
        Set<String> fields = new TreeSet<>();
        shape.examples().forEach(example -> example.fieldNames().forEachRemaining(field -> fields.add("/" + field)));
        return fields;
    }

    private static List<JsonNode> having(Shape shape, String place) {
        return shape.examples().stream()
                .filter(example -> !example.at(place).isMissingNode())
                .toList();
    }
}
