package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.config.Access;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.testing.BlankCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People are invited to a GitBook organization in batches; whom it has invited, GitBook hardly shows. */
class GitbookJourneyTest {
    private static final String HEADER = "target,email,role,sso\n";
    private static final Fault INVITE = Fault.at(Endpoint.GITBOOK_INVITE);

    @TempDir
    Path folder;

    @Test
    void batches_have_at_most_twenty_people() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result = stage.sent(stage.file("people.csv", people(45, "read,")));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 45L));
            assertThat(stage.posts()).hasSize(3).allSatisfy(post -> assertThat(post.path())
                    .isEqualTo("/v1/orgs/gitorg/invites"));
            assertThat(stage.invited()).hasSize(45).containsEntry("person45@example.org gitorg", 1L);
            stage.verify();
        }
    }

    @Test
    void everybody_gets_the_role_of_their_row_and_nobody_else_gets_one() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String rows =
                    """
                    gitbook,ada@example.org,edit,
                    gitbook,grace@example.org,READ,
                    gitbook,alan@example.org,,
                    gitbook,kay@example.org,guest,
                    """;

            assertThat(stage.sent(stage.file("people.csv", HEADER + rows)).counts())
                    .isEqualTo(Map.of("INVITED", 4L));

            assertThat(stage.posts()).hasSize(1);
            assertThat(stage.sandbox().record())
                    .extracting(mail -> mail.person() + " " + mail.metadata().get("role"))
                    .containsExactly(
                            "ada@example.org edit",
                            "grace@example.org read",
                            "alan@example.org null",
                            "kay@example.org null");
        }
    }

    @Test
    void who_signs_on_otherwise_goes_in_a_call_of_their_own_and_a_failure_of_that_is_said() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String rows =
                    """
                    gitbook,ada@example.org,read,yes
                    gitbook,nosso-Grace@Example.org,read,yes
                    gitbook,alan@example.org,read,no
                    gitbook,nosso-kay@example.org,read,
                    """;

            SandboxStage.Result result = stage.sent(stage.file("people.csv", HEADER + rows));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 4L));
            assertThat(result.rows()).extracting(ResultRow::code).containsExactly(null, "SSO_FAILED", null, null);
            assertThat(result.rows().get(1).message()).startsWith("invited, but not by single sign-on");
            assertThat(stage.posts()).hasSize(3);
            assertThat(stage.sent(stage.file("again.csv", HEADER + "gitbook,nosso-grace@example.org,read,yes\n"))
                            .counts())
                    .isEqualTo(Map.of("ALREADY_INVITED", 1L));
            stage.verify();
        }
    }

    @Test
    void a_call_of_which_single_sign_on_fails_for_all_ends_too() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result result =
                    stage.sent(stage.file("people.csv", HEADER + "gitbook,nosso-grace@example.org,read,yes\n"));

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("SSO_FAILED");
            stage.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(Variants.Members.class)
    void a_batch_of_which_some_were_not_invited_is_looked_up_among_the_members(Variants.Members members)
            throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder, with(members))) {
            String rows =
                    """
                    gitbook,ada@example.org,read,
                    gitbook,refuse-me@example.org,read,
                    """;

            SandboxStage.Result result = stage.sent(stage.file("people.csv", HEADER + rows));

            boolean atOnce = members == Variants.Members.AT_ONCE;
            assertThat(result.rows())
                    .extracting(ResultRow::status)
                    .containsExactly(atOnce ? RowStatus.INVITED : RowStatus.NEEDS_REVIEW, RowStatus.NEEDS_REVIEW);
            assertThat(result.rows().get(1).message()).startsWith("it is not known whether they were invited");
            assertThat(stage.invited()).containsOnly(Map.entry("ada@example.org gitorg", 1L));
            assertThat(stage.posts()).hasSize(1);
            stage.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, BEFORE, AT_ONCE",
        "500, AFTER, AT_ONCE",
        "500, AFTER, AFTER_JOINING",
        "0, BEFORE, AT_ONCE",
        "0, AFTER, AT_ONCE",
        "0, AFTER, AFTER_JOINING",
        "-1, AFTER, AT_ONCE",
        "-1, AFTER, AFTER_JOINING",
        "400, BEFORE, AT_ONCE"
    })
    void a_call_of_which_nobody_knows_the_end_is_never_made_again(
            int status, Fault.Moment moment, Variants.Members members) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder, with(members))) {
            FaultEffect effect = status < 0 ? new FaultEffect.Truncated() : new FaultEffect.Dropped();
            Fault fault = INVITE.with(status > 0 ? FaultEffect.Status.of(status) : effect);
            stage.sandbox().order(moment == Fault.Moment.AFTER ? fault.afterTheWork() : fault);

            SandboxStage.Result result = stage.sent(stage.file("people.csv", people(3, "read,")));

            boolean isFound = moment == Fault.Moment.AFTER && members == Variants.Members.AT_ONCE;
            assertThat(result.counts()).isEqualTo(Map.of(isFound ? "INVITED" : "NEEDS_REVIEW", 3L));
            assertThat(stage.posts()).hasSize(1);
            assertThat(stage.sent(stage.file("again.csv", people(2, "read,"))).counts())
                    .isEqualTo(Map.of(isFound ? "ALREADY_INVITED" : "NEEDS_REVIEW", 2L));
            assertThat(stage.posts()).hasSize(1);
            stage.verify();
        }
    }

    @Test
    void one_person_whom_the_api_does_not_take_is_refused() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(INVITE.with(FaultEffect.Status.of(400)));

            SandboxStage.Result result = stage.sent(stage.file("people.csv", people(1, "read,")));

            assertThat(result.counts()).isEqualTo(Map.of("REFUSED", 1L));
            stage.verify();
        }
    }

    @Test
    void a_token_that_is_not_taken_stops_gitbook_and_nothing_else() throws IOException {
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY).withGitbookAccess(bearer("another"));
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            stage.set(Property.ORG, "acme");

            SandboxStage.Result result =
                    stage.sent(stage.file("people.csv", people(25, "read,") + "platform,ada@example.org,,\n"));

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 25L, "INVITED", 1L));
            assertThat(result.rows().get(0).code()).isEqualTo("NOT_AUTHENTICATED");
            assertThat(stage.invited()).hasSize(1);
            stage.verify();
        }
    }

    @Test
    void a_token_that_may_not_invite_is_told_what_it_takes() throws IOException {
        Access limited = bearer("another").withLimitedKey(SandboxStage.KEY, Endpoint.GITBOOK_INVITE);
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY).withGitbookAccess(limited);
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            SandboxStage.Result result = stage.sent(stage.file("people.csv", people(2, "read,")));

            assertThat(result.counts()).isEqualTo(Map.of("UNPROCESSED", 2L));
            assertThat(result.rows().get(0).code()).isEqualTo("NOT_PERMITTED");
            assertThat(result.stops())
                    .singleElement()
                    .asString()
                    .endsWith("it takes an administrator of the organization");
            stage.verify();
        }
    }

    @Test
    void without_a_token_gitbook_is_not_called() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GITBOOK_TOKEN, "");
            Path file = stage.file("people.csv", people(2, "read,"));

            assertThat(stage.send(file).exitCode()).isEqualTo(6);

            assertThat(stage.sandbox().requests()).isEmpty();
            stage.set(Property.GITBOOK_TOKEN, SandboxStage.KEY);
            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 2L));
            stage.verify();
        }
    }

    @Test
    void administrators_are_made_only_where_the_feed_lets_them_be() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", people(1, "admin,") + "gitbook,kay@example.org,boss,\n");
            SandboxStage.Result refused = stage.sent(file);

            assertThat(refused.rows()).extracting(ResultRow::code).containsExactly("ROLE_NOT_ALLOWED", "INVALID_ROLE");
            assertThat(stage.sandbox().requests()).isEmpty();

            stage.feed("default", "allow-admin=true\n");
            stage.sent(stage.file("allowed.csv", people(1, "admin,")));
            assertThat(stage.sandbox().record()).extracting(Mail::metadata).isEqualTo(List.of(Map.of("role", "admin")));
        }
    }

    private static SandboxSettings with(Variants.Members members) {
        return BlankCsv.with(Variants.standard().withMembers(members));
    }

    private static Access bearer(String token) {
        return Access.to(token).withScheme("Bearer");
    }

    private static String people(int count, String rest) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "gitbook,person" + n + "@example.org," + rest + "\n")
                .collect(Collectors.joining("", HEADER, ""));
    }
}
