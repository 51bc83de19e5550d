package invitations.journey.settle;

import static invitations.testing.BlankCsv.file;
import static invitations.testing.BlankCsv.row;
import static invitations.testing.BlankCsv.with;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Decisions.Verdict;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the API does, there are never more blank invitations than were asked for, and no row that made fewer says so many. */
class BlankFaultJourneyTest {
    private static final Fault BLANK = Fault.at(Endpoint.PLATFORM_BLANK);

    @TempDir
    Path folder;

    static Stream<Arguments> one_call_of_which_nobody_knows_the_end() {
        Map<String, Fault> faults = Map.of(
                "500 before the work", BLANK.with(FaultEffect.Status.of(500)),
                "500 after the work", BLANK.with(FaultEffect.Status.of(500)).afterTheWork(),
                "dropped before the work", BLANK.with(new FaultEffect.Dropped()),
                "dropped after the work", BLANK.with(new FaultEffect.Dropped()).afterTheWork(),
                "truncated after the work",
                        BLANK.with(new FaultEffect.Truncated()).afterTheWork());
        return faults.keySet().stream().sorted().flatMap(name -> Stream.of("ensure", "add")
                .flatMap(mode -> Stream.of(Variants.Metadata.values())
                        .flatMap(metadata -> Stream.of(Variants.Blanks.values())
                                .map(blanks -> Arguments.of(name, mode, metadata, blanks, faults.get(name))))));
    }

    @ParameterizedTest(name = "{0}, {1}, metadata {2}, blank invitations {3}")
    @MethodSource
    void one_call_of_which_nobody_knows_the_end(
            String name, String mode, Variants.Metadata metadata, Variants.Blanks blanks, Fault fault)
            throws Exception {
        Variants variants =
                Variants.standard().withMetadata(metadata).withBlanks(blanks).withListLag(Duration.ofMillis(30));
        try (SandboxStage stage = SandboxStage.open(folder, with(variants))) {
            boolean ensures = mode.equals("ensure");
            boolean isShown = blanks == Variants.Blanks.SHOWN;
            int before = isShown || !ensures ? 2 : 0;
            if (before > 0) {
                stage.sent(file(stage, "before", row(before, "add")));
                stage.post("platform/redeem/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"username\":\"ada\"}");
            }
            stage.sandbox().order(fault);

            SandboxStage.Result result = stage.sent(file(stage, "fair", row(ensures ? before + 3 : 3, mode)));

            int made = stage.blanksLeft("fair") + (before > 0 ? 1 : 0) - before;
            RowStatus status = result.rows().get(0).status();
            assertThat(made).isLessThanOrEqualTo(3);
            assertThat(status == RowStatus.INVITED ? made : 3).isEqualTo(3);
            // Where there are no markers, what the row before has just made cannot be told from what this one did.
            boolean canBeCounted = isShown && (ensures || metadata == Variants.Metadata.KEPT);
            assertThat(status).isEqualTo(canBeCounted ? RowStatus.INVITED : RowStatus.NEEDS_REVIEW);
            stage.verify();
        }
    }

    @Test
    void without_markers_what_was_made_for_nobody_else_is_the_rows_own() throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, with(Variants.standard().withMetadata(Variants.Metadata.DROPPED)))) {
            stage.sandbox().order(BLANK.with(FaultEffect.Status.of(500)).afterTheWork());

            SandboxStage.Result result = stage.sent(file(stage, "fair", row(3, "add")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(3);
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"KEPT, BEFORE", "KEPT, AFTER", "DROPPED, BEFORE", "DROPPED, AFTER"})
    void two_rows_that_add_to_one_source_are_not_taken_for_each_other(Variants.Metadata metadata, Fault.Moment moment)
            throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, with(Variants.standard().withMetadata(metadata)))) {
            Fault fault = BLANK.with(new FaultEffect.Dropped());
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);

            SandboxStage.Result result = stage.sent(file(stage, "fair", row(3, "add") + row(3, "add")));

            long invited = result.counts().getOrDefault("INVITED", 0L);
            assertThat(invited + result.counts().getOrDefault("NEEDS_REVIEW", 0L))
                    .isEqualTo(2);
            assertThat((long) stage.blanksLeft("fair")).isBetween(3 * invited, 6L);
            assertThat(invited).isEqualTo(metadata == Variants.Metadata.KEPT ? 2 : 1);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ensure", "add"})
    void a_source_that_gets_half_of_what_it_asks_for_gets_never_more(String mode) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "40ms");
            Path file = stage.file(
                    "half.csv", "operation,platform_key,source,count,mode\nblank,acme,half-fair,10," + mode + "\n");

            SandboxStage.Result result = stage.sent(file);

            // 5, 2, 1, 1, and twice the half of one.
            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("ATTEMPTS_EXHAUSTED");
            assertThat(stage.posts()).hasSize(6);
            assertThat(stage.listed("platform/?source=half-fair")).hasSize(9);
            stage.verify();
            stage.post("platform/blank/", "{\"platform_key\":\"acme\",\"source\":\"half-fair\",\"count\":2}");
            assertThat(stage.sent(file).counts())
                    .isEqualTo(Map.of(mode.equals("ensure") ? "ALREADY_INVITED" : "UNPROCESSED", 1L));
            assertThat(stage.blanksLeft("half-fair")).isEqualTo(10);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void an_order_that_was_done_in_part_is_not_done_because_one_of_its_invitations_is_there(int people)
            throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "60ms");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .times(people)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            String rows = Stream.of("ada", "grace", "alan")
                    .limit(people)
                    .map(name -> "single,acme,,,," + name + "@example.org\n")
                    .reduce("blank,acme,half-fair,10,add,\n", String::concat);

            SandboxStage.Result result =
                    stage.sent(stage.file("mixed.csv", "operation,platform_key,source,count,mode,email\n" + rows));

            assertThat(result.rows().get(0).status()).isEqualTo(RowStatus.UNPROCESSED);
            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 1L, "INVITED", (long) people));
            assertThat(stage.listed("platform/?source=half-fair")).hasSize(9);
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void what_needs_review_is_decided_by_a_person(Verdict verdict) throws Exception {
        try (SandboxStage stage =
                SandboxStage.open(folder, with(Variants.standard().withBlanks(Variants.Blanks.HIDDEN)))) {
            Fault fault = BLANK.with(FaultEffect.Status.of(500));
            stage.sandbox().order(verdict == Verdict.INVITED ? fault.afterTheWork() : fault);
            Path file = file(stage, "fair", row(3, "ensure"));
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            // Whoever asks for the same meanwhile must wait for the decision too.
            assertThat(stage.sent(file(stage, "other", row(2, "ensure"))).counts())
                    .isEqualTo(Map.of("NEEDS_REVIEW", 1L));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Drop drop = runtime.ledger().drops().all().get(0);
                List<Drop> drops = runtime.ledger()
                        .decisions()
                        .decide(drop, 2, verdict, "ann")
                        .drops();
                assertThat(drops).hasSize(2);
                drops.forEach(runtime::send);
                List<ResultRow> rows = runtime.ledger().results().page(drop, 0, 10);
                assertThat(rows.get(0).status()).isEqualTo(RowStatus.INVITED);
            }

            assertThat(stage.blanksLeft("fair")).isEqualTo(3);
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 413})
    void what_the_api_refuses_is_not_made(int status) throws IOException, InterruptedException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(BLANK.always().with(FaultEffect.Status.of(status)));

            SandboxStage.Result result = stage.sent(file(stage, "fair", row(3, "ensure") + row(2, "add")));

            assertThat(result.counts()).isEqualTo(Map.of(status == 403 ? "UNPROCESSED" : "REFUSED", 2L));
            assertThat(stage.posts()).extracting(RecordedRequest::status).containsOnly(status);
            stage.sandbox().clearFaults();
            assertThat(stage.blanksLeft("fair")).isZero();
            stage.verify();
        }
    }
}
