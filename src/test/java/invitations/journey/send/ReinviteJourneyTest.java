package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.crash.LedgerImage;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Decisions.Verdict;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.BlankCsv;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is pending for long is invited once more, where the feed says so; who has accepted never is. */
class ReinviteJourneyTest {
    private static final String ADA = PeopleCsv.ADA;

    @TempDir
    Path folder;

    @Test
    void who_is_pending_for_long_is_invited_once_more() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            invitedLongAgo(stage, 15);

            assertThat(stage.sent(stage.file("again.csv", ADA + "\n")).counts()).isEqualTo(Map.of("INVITED", 1L));
            stage.verify();
            // Not time yet for a third: by the ledger.
            assertThat(stage.sent(stage.file("third.csv", ADA + "\n\n")).counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L));

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            pass(stage, 15);
            assertThat(stage.sent(stage.file("fourth.csv", ADA + "\n\n\n")).counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 3L));
            stage.verify();
        }
    }

    @Test
    void two_files_that_are_read_before_either_is_sent_invite_once_more_together() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder, again(Variants.Repeat.UPDATE))) {
            invitedLongAgo(stage, 15);
            Path second = stage.file("second.csv", ADA + "\n");
            Path third = stage.file("third.csv", ADA + "\n\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                List<Drop> drops = new ArrayList<>();
                for (Path file : List.of(second, third)) {
                    drops.addAll(runtime.receive(runtime.receiving().copy(file, "default", false)));
                }
                drops.forEach(runtime::send);

                assertThat(drops)
                        .extracting(drop -> runtime.ledger()
                                .results()
                                .page(drop, 0, 1)
                                .get(0)
                                .status())
                        .containsExactly(RowStatus.INVITED, RowStatus.ALREADY_INVITED);
            }
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    @Test
    void who_is_pending_for_less_or_has_accepted_is_not() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            invitedLongAgo(stage, 15);
            stage.sandbox().age(InvitationRef.to("platform", "ada@example.org"), Duration.ofDays(13));
            Path again = stage.file("again.csv", ADA + "\n");

            assertThat(stage.sent(again).counts()).isEqualTo(Map.of("ALREADY_INVITED", 1L));

            stage.sandbox().age(InvitationRef.to("platform", "ada@example.org"), Duration.ofDays(99));
            stage.sandbox().accept(InvitationRef.to("platform", "ada@example.org"));
            assertThat(stage.sent(stage.file("third.csv", ADA + "\n\n")).counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L));
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 1L));
            stage.verify();
        }
    }

    @Test
    void who_let_it_lapse_is_invited_once_more_too() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            invitedLongAgo(stage, 15);
            stage.sandbox().expire(InvitationRef.to("platform", "ada@example.org"));

            assertThat(stage.sent(stage.file("again.csv", ADA + "\n")).counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_second_invitation_of_which_nobody_knows_the_end_needs_review(boolean isInLedger) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder, again(Variants.Repeat.MAIL_AGAIN))) {
            if (isInLedger) {
                invitedLongAgo(stage, 15);
            } else {
                stage.feed("default", "reinvite-after=14d\n");
                stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"ada@example.org\"}");
                stage.sandbox().age(InvitationRef.to("platform", "ada@example.org"), Duration.ofDays(15));
            }
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .with(new FaultEffect.Dropped())
                            .afterTheWork());

            SandboxStage.Result result = stage.sent(stage.file("again.csv", ADA + "\n"));

            assertThat(result.counts()).isEqualTo(Map.of("NEEDS_REVIEW", 1L));
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void what_needs_review_is_decided_and_holds_up_nobody_after_that(Verdict verdict) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder, again(Variants.Repeat.MAIL_AGAIN))) {
            invitedLongAgo(stage, 15);
            Fault single = Fault.at(Endpoint.PLATFORM_SINGLE);
            stage.sandbox().order(single.with(new FaultEffect.Dropped()));
            Drop drop = stage.sent(stage.file("again.csv", ADA + "\n")).drop();
            stage.sandbox().order(single.with(FaultEffect.Status.of(404)));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                runtime.ledger()
                        .decisions()
                        .decide(drop, 2, verdict, "ann")
                        .drops()
                        .forEach(runtime::send);
                RowStatus status =
                        runtime.ledger().results().page(drop, 0, 10).get(0).status();
                assertThat(status).isEqualTo(verdict == Verdict.INVITED ? RowStatus.INVITED : RowStatus.REFUSED);
            }

            stage.verify();
            stage.sandbox().clearFaults();
            pass(stage, 15);
            stage.set(Property.GIVE_UP_AFTER, "1m");
            assertThat(stage.sent(stage.file("third.csv", ADA + "\n\n")).counts())
                    .isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void what_was_refused_once_more_is_replayed(int status) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            invitedLongAgo(stage, 15);
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).with(FaultEffect.Status.of(status)));
            Drop drop = stage.sent(stage.file("again.csv", ADA + "\n")).drop();
            stage.verify();

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                runtime.ledger().decisions().replay(drop, null, "ann").drops().forEach(runtime::send);
                assertThat(runtime.ledger().results().page(drop, 0, 10).get(0).status())
                        .isEqualTo(RowStatus.INVITED);
            }

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    @Test
    void a_second_invitation_that_was_stopped_holds_up_nobody() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            invitedLongAgo(stage, 15);
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_SINGLE).with(FaultEffect.Status.of(403)));
            assertThat(stage.sent(stage.file("again.csv", ADA + "\n")).counts()).isEqualTo(Map.of("UNPROCESSED", 1L));
            stage.set(Property.GIVE_UP_AFTER, "1m");

            assertThat(stage.sent(stage.file("third.csv", ADA + "\n\n")).counts())
                    .isEqualTo(Map.of("INVITED", 1L));

            assertThat(stage.invited()).isEqualTo(Map.of("ada@example.org acme", 2L));
            stage.verify();
        }
    }

    private static SandboxSettings again(Variants.Repeat repeat) {
        return BlankCsv.with(Variants.standard().withRepeat(repeat));
    }

    /** Somebody was invited from here, so many days ago, and is to be invited again after 14. */
    private static void invitedLongAgo(SandboxStage stage, int days) throws IOException {
        stage.feed("default", "reinvite-after=14d\n");
        assertThat(stage.sent(stage.file("people.csv", ADA)).counts()).isEqualTo(Map.of("INVITED", 1L));
        pass(stage, days);
    }

    private static void pass(SandboxStage stage, int days) {
        assertThat(stage.sandbox().age(InvitationRef.to("platform", "ada@example.org"), Duration.ofDays(days)))
                .isEqualTo(1);
        LedgerImage.edit(
                stage.home(),
                "UPDATE drop_rows SET at = at - " + Duration.ofDays(days).toMillis() + ", intended_at = intended_at - "
                        + Duration.ofDays(days).toMillis());
    }
}
