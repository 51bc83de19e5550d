package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.RowStatus;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the vendor's documents leave open, what is in doubt is settled, and each person is invited exactly once. */
class VariantsJourneyTest {
    /** Five batches of three for programs, and people for the platform, by addresses, user names, or both. */
    private static final String PEOPLE =
            """
            email,username,platform_key,program_key
            Ada.Lovelace@Example.ORG,,acme,
            ,grace+hopper,acme,
            alan@example.org,alan,acme,
            Joerg@bücher.de,,acme,
            o'neil+tag@example.org,,acme,
            kay@example.org,,acme,
            ,kay%41,acme,
            Ada.Lovelace@Example.ORG,,acme,acme+logic
            grace@example.org,,acme,acme+logic
            alan@example.org,alan,acme,acme+logic
            Tony@Example.org,,acme,acme+logic
            ,tony,acme,acme+logic
            jim@example.org,,acme,acme+logic
            kay@example.org,,acme,acme+other
            BOB@EXAMPLE.ORG,,acme,acme+logic
            ,bob,acme,acme+other
            edsger@example.org,,acme,acme+logic
            ,donald&barbara=1,acme,acme+logic
            donald@example.org,,acme,acme+logic
            john@example.org,,acme,acme+logic
            refuse-me@example.org,,acme,acme+logic
            leslie@example.org,,acme,acme+logic
            """;

    @TempDir
    Path folder;

    /** Sixteen of the 128, in which every two values of two parameters meet. */
    @ParameterizedTest
    @CsvSource({
        "UPDATE, NEXT, EXACT, KEPT, EACH",
        "UPDATE, NEXT_PAGE, EXACT, KEPT, ONE_FOR_ALL",
        "UPDATE, NEXT, CASE_FOLDED, DROPPED, DISTINCT",
        "UPDATE, NEXT_PAGE, CASE_FOLDED, DROPPED, CODES",
        "MAIL_AGAIN, NEXT_PAGE, EXACT, DROPPED, EACH",
        "MAIL_AGAIN, NEXT, EXACT, DROPPED, ONE_FOR_ALL",
        "MAIL_AGAIN, NEXT_PAGE, CASE_FOLDED, KEPT, DISTINCT",
        "MAIL_AGAIN, NEXT, CASE_FOLDED, KEPT, CODES",
        "REFUSE_400, NEXT, CASE_FOLDED, DROPPED, EACH",
        "REFUSE_400, NEXT_PAGE, CASE_FOLDED, DROPPED, ONE_FOR_ALL",
        "REFUSE_400, NEXT, EXACT, KEPT, DISTINCT",
        "REFUSE_400, NEXT_PAGE, EXACT, KEPT, CODES",
        "REFUSE_409, NEXT_PAGE, CASE_FOLDED, KEPT, EACH",
        "REFUSE_409, NEXT, CASE_FOLDED, KEPT, ONE_FOR_ALL",
        "REFUSE_409, NEXT_PAGE, EXACT, DROPPED, DISTINCT",
        "REFUSE_409, NEXT, EXACT, DROPPED, CODES"
    })
    void each_person_is_invited_exactly_once(
            Variants.Repeat repeat,
            Variants.Envelope envelope,
            Variants.Emails emails,
            Variants.Metadata metadata,
            Variants.ErrorCodes errorCodes)
            throws IOException {
        Variants variants = new Variants(repeat, envelope, emails, metadata, errorCodes, Duration.ofMillis(15));
        SandboxSettings settings = SandboxSettings.withKey(SandboxStage.KEY).withVariants(variants);
        try (SandboxStage stage = SandboxStage.open(folder, settings)) {
            // User names with signs that have a meaning in a query.
            stage.feed("default", "unusual-addresses = accept\n");
            stage.set(Property.SETTLE_TIME, "30ms");
            stage.set(Property.PAUSE_MAX, "20ms");
            stage.set(Property.SEND_BATCH_SIZE, "3");
            Endpoint single = Endpoint.PLATFORM_SINGLE;
            Endpoint bulk = Endpoint.PROGRAM_BULK;
            FaultEffect error = FaultEffect.Status.of(500);
            Stream.of(
                            Fault.at(single).with(error),
                            Fault.at(single).with(error).afterTheWork(),
                            Fault.at(single).with(new FaultEffect.Dropped()),
                            Fault.at(single).with(new FaultEffect.Dropped()).afterTheWork(),
                            Fault.at(single).with(new FaultEffect.Truncated()).afterTheWork(),
                            Fault.at(bulk).with(error),
                            Fault.at(bulk).with(error).afterTheWork(),
                            Fault.at(bulk).with(new FaultEffect.Dropped()).afterTheWork(),
                            Fault.at(bulk).with(new FaultEffect.Truncated()).afterTheWork(),
                            Fault.at(Endpoint.PROGRAM_SINGLE).with(error).afterTheWork(),
                            Fault.at(Endpoint.PROGRAM_SINGLE).with(error))
                    .forEach(stage.sandbox()::order);

            SandboxStage.Result result = stage.sent(stage.file("people.csv", PEOPLE));

            assertThat(result.rows())
                    .filteredOn(row -> row.status() != RowStatus.INVITED)
                    .singleElement()
                    .satisfies(row -> assertThat(row.status()).isEqualTo(RowStatus.REFUSED))
                    .satisfies(row -> assertThat(row.cells()).contains("refuse-me@example.org"));
            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 21L, "REFUSED", 1L));
            assertThat(stage.invited().values()).hasSize(21).containsOnly(1L);
        }
    }
}
