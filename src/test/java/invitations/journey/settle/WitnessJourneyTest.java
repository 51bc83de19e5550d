package invitations.journey.settle;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that lie: what they do not show is taken for absent only where they show what they must. */
class WitnessJourneyTest {
    private static final FaultEffect ERROR = FaultEffect.Status.of(500);

    @TempDir
    Path folder;

    @Test
    void a_list_that_shows_nothing_has_nobody_invited_again() throws IOException {
        try (SandboxStage stage = open(standard().withLists(Variants.Lists.EMPTY))) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .always()
                            .with(ERROR)
                            .afterTheWork());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(5, "acme", "", "")));

            assertThat(stage.sandbox().record()).as("mails").hasSize(5);
            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 5L));
            assertThat(result.rows()).allSatisfy(WitnessJourneyTest::isForAPerson);
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"PROGRAM_BULK, acme+logic", "COURSE_BULK, course-v1:acme+C1+2026"})
    void where_the_api_says_nothing_of_an_address_one_row_at_the_most_goes_twice(Endpoint endpoint, String key)
            throws IOException {
        try (SandboxStage stage = open(standard().withLists(Variants.Lists.EMPTY))) {
            Endpoint single = endpoint == Endpoint.PROGRAM_BULK ? Endpoint.PROGRAM_SINGLE : Endpoint.COURSE_SINGLE;
            stage.sandbox()
                    .order(Fault.at(endpoint, single).always().with(ERROR).afterTheWork());
            String rows = key.startsWith("course") ? rows(5, "acme", "", key) : rows(5, "acme", key, "");

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows));

            assertThat(stage.sandbox().record()).as("mails").hasSizeLessThanOrEqualTo(6);
            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 5L));
            assertThat(result.rows()).allSatisfy(WitnessJourneyTest::isForAPerson);
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, KEPT, acme",
        "EMPTY, DROPPED, acme",
        "OWN_SOURCE, KEPT, acme",
        "FIRST_PAGE, KEPT, acme",
        "FIRST_PAGE, DROPPED, acme",
        "EMPTY, DROPPED, acme+logic",
        "OWN_SOURCE, DROPPED, acme+logic",
        "FIRST_PAGE, DROPPED, acme+logic"
    })
    void where_a_list_shows_none_of_those_who_are_there_the_last_one_is_for_a_person(
            Variants.Lists lists, Variants.Metadata metadata, String place) throws IOException {
        try (SandboxStage stage = open(standard().withLists(lists).withMetadata(metadata))) {
            stage.set(Property.SEND_BATCH_SIZE, "1");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE, Endpoint.PROGRAM_BULK, Endpoint.PROGRAM_SINGLE)
                            .forEmail("^person200@")
                            .always()
                            .with(ERROR)
                            .afterTheWork());
            String program = place.equals("acme") ? "" : place;

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(200, "acme", program, "")));

            assertThat(stage.invited().values()).hasSize(200).containsOnly(1L);
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 199L, "NEEDS_REVIEW", 1L));
            isForAPerson(result.rows().get(199));
            assertThat(result.rows().get(199).message())
                    .contains("of drop " + result.drop().id());
            stage.verify();
        }
    }

    @Test
    void a_list_that_understands_no_filter_and_shows_everything_is_read_to_its_end() throws IOException {
        try (SandboxStage stage =
                open(standard().withLists(Variants.Lists.UNFILTERED).withMetadata(Variants.Metadata.DROPPED))) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("^person7@")
                            .with(ERROR));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("^person130@")
                            .with(ERROR)
                            .afterTheWork());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(130, "acme", "", "")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 130L));
            assertThat(stage.invited().values()).hasSize(130).containsOnly(1L);
        }
    }

    /** Those who are known stand before the end of the page, and those in doubt behind it. */
    @ParameterizedTest
    @EnumSource(Variants.Metadata.class)
    void a_first_page_that_shows_all_who_are_known_says_nothing_of_those_behind_it(Variants.Metadata metadata)
            throws IOException {
        try (SandboxStage stage =
                open(standard().withLists(Variants.Lists.FIRST_PAGE).withMetadata(metadata))) {
            stage.set(Property.SEND_CONCURRENCY, "1");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("^person(6[1-9]|[7-9].|100)@")
                            .times(40)
                            .with(ERROR)
                            .afterTheWork());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(100, "acme", "", "")));

            assertThat(stage.invited().values()).hasSize(100).containsOnly(1L);
            assertThat(result.counts()).containsOnlyKeys("INVITED", "NEEDS_REVIEW");
            stage.verify();
        }
    }

    /** Only the rows of another source are shown: those show nothing of this one. */
    @Test
    void a_list_that_shows_one_source_says_nothing_of_another() throws IOException {
        try (SandboxStage stage = open(standard().withLists(Variants.Lists.OWN_SOURCE))) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("^other")
                            .always()
                            .with(ERROR)
                            .afterTheWork());
            String people =
                    """
                    email,platform_key,source
                    ada@example.org,acme,own
                    alan@example.org,acme,own
                    other1@example.org,acme,ada
                    other2@example.org,acme,ada
                    other3@example.org,acme,ada
                    """;

            SandboxStage.Result result = stage.sent(stage.file("people.csv", people));

            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "NEEDS_REVIEW", 3L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOWER_CASE, Acme, ''",
        "LOWER_CASE_EXACT, Acme, ''",
        "LOWER_CASE, acme, acme+Logic",
        "LOWER_CASE_EXACT, Acme, Acme+Logic",
        "LOWER_CASE_EXACT, ACME, ACME+LOGIC"
    })
    void a_key_in_another_case_is_no_absence(Variants.Keys keys, String platform, String program) throws IOException {
        try (SandboxStage stage = open(standard().withKeys(keys).withMetadata(Variants.Metadata.DROPPED))) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE, Endpoint.PROGRAM_BULK, Endpoint.PROGRAM_SINGLE)
                            .always()
                            .with(ERROR)
                            .afterTheWork());

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(5, platform, program, "")));

            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 5L));
            assertThat(result.rows())
                    .allSatisfy(row -> assertThat(row.message()).contains("upper and lower case"));
            stage.verify();
        }
    }

    @Test
    void a_user_name_in_another_case_is_no_absence() throws Exception {
        try (SandboxStage stage = open(standard())) {
            stage.inviteAside("{\"platform_key\":\"acme\",\"username\":\"ada\"}");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).times(1).with(ERROR));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", "username,platform_key\nAda,acme\n"));

            assertThat(stage.sandbox().record()).hasSize(1);
            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
        }
    }

    /** The truth: nobody was invited, and the ledger knows nobody either. */
    @ParameterizedTest
    @ValueSource(strings = {"", "acme+logic"})
    void where_the_ledger_knows_nobody_one_goes_alone_and_the_others_when_it_is_seen(String program)
            throws IOException {
        try (SandboxStage stage = open(standard())) {
            int calls = program.isEmpty() ? 5 : 1;
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE, Endpoint.PROGRAM_BULK)
                            .times(calls)
                            .with(ERROR));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(5, "acme", program, "")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 5L));
            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            List<RecordedRequest> posts = stage.posts();
            assertThat(posts).hasSize(calls + 5);
            RecordedRequest alone = posts.get(calls);
            RecordedRequest next = posts.get(calls + 1);
            assertThat(stage.lists())
                    .as("a question after the one that went alone, before the others went")
                    .anyMatch(
                            list -> list.from().isAfter(alone.to()) && list.to().isBefore(next.from()));
            stage.verify();
        }
    }

    @Test
    void one_that_went_alone_and_is_refused_is_followed_by_the_next() throws IOException {
        try (SandboxStage stage = open(standard())) {
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).times(3).with(ERROR));
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person1@")
                            .with(FaultEffect.Status.of(422)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(3, "acme", "", "")));

            assertThat(result.counts()).isEqualTo(Map.of("REFUSED", 1L, "INVITED", 2L));
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void the_next_start_remembers_who_went_alone() throws IOException {
        Variants empty = standard().withLists(Variants.Lists.EMPTY);
        try (SandboxStage stage = open(empty)) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PROGRAM_BULK, Endpoint.PROGRAM_SINGLE)
                            .always()
                            .with(ERROR)
                            .afterTheWork());
            stage.sent(stage.file("people.csv", rows(3, "acme", "acme+logic", "")));
            int before = stage.sandbox().record().size();

            SandboxStage.Result more = stage.sent(
                    stage.file("more.csv", "email,platform_key,program_key\nada@example.org,acme,acme+logic\n"));

            assertThat(more.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(stage.sandbox().record()).as("her first one").hasSize(before + 1);
        }
    }

    @Test
    void two_readings_differ_in_what_they_ask_for() throws IOException {
        try (SandboxStage stage = open(standard())) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2")
                            .with(ERROR));

            stage.sent(stage.file("people.csv", rows(3, "acme", "", "")));

            List<String> asked = new ArrayList<>();
            stage.lists().stream()
                    .filter(list -> list.path().endsWith("/platform/"))
                    .forEach(list -> asked.add(String.valueOf(list.query())));
            assertThat(asked).hasSize(6).doesNotHaveDuplicates();
            assertThat(asked).allSatisfy(query -> assertThat(query.replaceAll("=[^&]*", ""))
                    .matches("platform_key&(email|invitation_call|invitation_drop)&sort&page&page_size"));
        }
    }

    @Test
    void a_list_that_answers_as_if_there_was_none_stops_the_target_and_sends_nobody_again() throws IOException {
        for (int status : new int[] {404, 405}) {
            try (SandboxStage stage = SandboxStage.open(folder.resolve("s" + status))) {
                stage.sandbox()
                        .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                                .forEmail("person2")
                                .with(ERROR)
                                .afterTheWork());
                stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.html(status)));
                Path file = stage.file("people.csv", rows(3, "acme", "", ""));

                assertThat(stage.send(file).exitCode()).isEqualTo(6);

                assertThat(stage.posts()).hasSize(3);
                stage.sandbox().clearFaults();
                assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 3L));
                assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Variants.Lists.class,
            names = {"EMPTY", "OWN_SOURCE"})
    void people_are_looked_up_in_a_list_that_shows_whom_it_must_or_not_at_all(Variants.Lists lists) throws IOException {
        try (SandboxStage stage = open(standard().withLists(lists))) {
            stage.feed("default", "precheck=list\n");

            assertThat(stage.sent(stage.file("first.csv", rows(2, "acme", "", "")))
                            .counts())
                    .as("the first file of all")
                    .isEqualTo(Map.of("INVITED", 2L));
            SandboxStage.Result second =
                    stage.sent(stage.file("second.csv", "email,platform_key\nada@example.org,acme\n"));

            assertThat(second.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(second.rows().get(0).code()).isEqualTo("CANNOT_ASK");
            assertThat(stage.posts()).hasSize(2);
            stage.verify();
        }
    }

    @Test
    void who_is_looked_up_and_found_in_another_case_is_for_a_person() throws Exception {
        try (SandboxStage stage = open(standard().withKeys(Variants.Keys.LOWER_CASE))) {
            stage.feed("default", "precheck=list\n");
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"person1@example.org\"}");

            SandboxStage.Result result = stage.sent(stage.file("people.csv", rows(1, "Acme", "", "")));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(stage.sandbox().record()).hasSize(1);
            stage.verify();
        }
    }

    private static void isForAPerson(ResultRow row) {
        assertThat(row.status()).isEqualTo(RowStatus.NEEDS_REVIEW);
        assertThat(row.code()).isEqualTo("CANNOT_ASK");
        assertThat(row.message())
                .startsWith("it is not known whether they were invited")
                .endsWith("look there, and decide");
    }

    private SandboxStage open(Variants variants) {
        return SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withVariants(variants));
    }

    private static Variants standard() {
        return Variants.standard();
    }

    private static String rows(int count, String platform, String program, String course) {
        return "email,platform_key,program_key,course_id\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(n -> "person" + n + "@example.org," + platform + "," + program + "," + course + "\n")
                        .collect(Collectors.joining());
    }
}
