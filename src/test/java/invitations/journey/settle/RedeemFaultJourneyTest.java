package invitations.journey.settle;

import static invitations.testing.BlankCsv.people;
import static invitations.testing.BlankCsv.stock;
import static invitations.testing.BlankCsv.with;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.ledger.operate.Decisions.Verdict;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the API does, nobody is ever given two blank invitations, and nobody is forgotten. */
class RedeemFaultJourneyTest {
    @TempDir
    Path folder;

    static Stream<Arguments> one_call_of_which_nobody_knows_the_end() {
        Fault redeem = Fault.at(Endpoint.PLATFORM_REDEEM).forEmail("person2");
        Map<String, Fault> faults = Map.of(
                "500 before the work", redeem.with(FaultEffect.Status.of(500)),
                "500 after the work", redeem.with(FaultEffect.Status.of(500)).afterTheWork(),
                "dropped before the work", redeem.with(new FaultEffect.Dropped()),
                "dropped after the work", redeem.with(new FaultEffect.Dropped()).afterTheWork(),
                "truncated after the work",
                        redeem.with(new FaultEffect.Truncated()).afterTheWork());
        return faults.keySet().stream().sorted().flatMap(name -> Stream.of(Variants.Metadata.values())
                .flatMap(metadata -> Stream.of(Variants.Blanks.values())
                        .map(blanks -> Arguments.of(name, metadata, blanks, faults.get(name)))));
    }

    @ParameterizedTest(name = "{0}, metadata {1}, blank invitations {2}")
    @MethodSource
    void one_call_of_which_nobody_knows_the_end(
            String name, Variants.Metadata metadata, Variants.Blanks blanks, Fault fault) throws Exception {
        Variants variants = Variants.standard().withMetadata(metadata).withBlanks(blanks);
        try (SandboxStage stage = SandboxStage.open(folder, with(variants))) {
            stock(stage, 4);
            stage.sandbox().order(fault);

            SandboxStage.Result result = stage.sent(stage.file("people.csv", people(3)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.sandbox().record()).extracting(Mail::person).doesNotHaveDuplicates();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(stage.blanksLeft("fair")).isEqualTo(1);
            stage.verify();
        }
    }

    @Test
    void the_last_one_is_not_taken_for_lost() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stock(stage, 2);
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_REDEEM)
                            .times(2)
                            .afterTheWork()
                            .with(FaultEffect.Status.of(502)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", people(3)));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 2L, "UNPROCESSED", 1L));
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void who_was_to_be_given_one_and_was_not_holds_up_nobody() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stock(stage, 1);
            // Both rows are asked about together, however slowly one follows the other.
            stage.set(Property.SETTLE_TIME, "1s");
            Fault dropped = Fault.at(Endpoint.PLATFORM_REDEEM).times(2).with(new FaultEffect.Dropped());
            stage.sandbox().order(dropped);
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_LIST).from(4).always().with(FaultEffect.Status.of(403)));
            stock(stage, 1);
            SandboxStage.Result uncertain = stage.sent(stage.file("people.csv", people(2)));
            assertThat(uncertain.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 2L));
            stage.sandbox().clearFaults();
            stage.post("platform/redeem/", "{\"platform_key\":\"acme\",\"source\":\"fair\",\"username\":\"kay\"}");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                for (int line = 2; line <= 3; line++) {
                    runtime.ledger().decisions().decide(uncertain.drop(), line, Verdict.SEND_AGAIN, "ann");
                }
                runtime.send(runtime.ledger().drops().now(uncertain.drop()));
            }
            stock(stage, 2);
            stage.set(Property.GIVE_UP_AFTER, "1m");

            assertThat(stage.sent(stage.file("again.csv", people(2) + "\n")).counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L, "INVITED", 1L));
            assertThat(stage.blanksLeft("fair")).isEqualTo(1);
            stage.verify();
        }
    }
}
