package invitations.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.feed.SheetSettings;
import invitations.feed.SuppressionList;
import invitations.guard.Guards;
import invitations.home.HomeFolder;
import invitations.intake.container.UnpackLimits;
import invitations.intake.inbox.CompanionFiles;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.ReadLimits;
import invitations.intake.read.TimeBudget;
import invitations.intake.unpack.Unpacker;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.store.LedgerException;
import invitations.settings.Property;
import invitations.settings.Settings;
import invitations.testing.XlsxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures that nobody foresaw are those of one file. */
class UnexpectedFailureTest {
    @TempDir
    Path folder;

    private HomeFolder home;
    private Ledger ledger;
    private ReceiveDropSteps receiving;

    @BeforeEach
    void open() {
        home = HomeFolder.take(folder.resolve("home"), false);
        ledger = LedgerAccess.open(home.root(), "api", Duration.ZERO, Duration.ofSeconds(1), Clock.systemUTC());
        receiving = new ReceiveDropSteps(home, ledger, new CompanionFiles("", false), 1_000_000, null);
    }

    @AfterEach
    void close() {
        ledger.close();
        home.close();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("ada@example.org"), new StackOverflowError(), new OutOfMemoryError("heap"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_container_at_which_the_program_fails_is_refused(Throwable failure) throws IOException {
        Path workbook = new XlsxFile().rows("").write(folder.resolve("people.xlsx"));
        WorkFile arrival = receiving.copy(workbook, "default", false);

        List<WorkFile> parts = containers(feed -> {
                    throw unchecked(failure);
                })
                .parts(arrival);

        assertThat(parts).hasSize(1);
        FileRefusedException refusal = Objects.requireNonNull(parts.get(0).refusal());
        assertThat(refusal.code()).isEqualTo(ReasonCode.INVALID_CONTAINER);
        assertThat(refusal.reason())
                .contains(
                        "the program failed at this file (" + failure.getClass().getSimpleName() + ")")
                .doesNotContain("ada@");
        assertThat(home.work()).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_file_at_which_planning_fails_is_refused(Throwable failure) throws IOException {
        ReceivedFile received = receiving.receive(receiving.open(receiving.copy(people(), "default", false)));

        assertThatThrownBy(() -> planning(failure).open(received))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.UNREADABLE_FILE));
        received.file().close();
    }

    @Test
    void a_disk_that_fails_says_nothing_about_the_file() throws IOException {
        ReceivedFile received = receiving.receive(receiving.open(receiving.copy(people(), "default", false)));
        UncheckedIOException disk = new UncheckedIOException(new IOException("Input/output error"));

        assertThatThrownBy(() -> planning(disk).open(received)).isSameAs(disk);
        received.file().close();
        receiving.failed(received.arrival(), disk);
        assertThat(received.arrival().file()).exists();
    }

    @Test
    void a_ledger_that_fails_ends_everything() throws IOException {
        WorkFile arrival = receiving.copy(people(), "default", false);
        ledger.close();

        assertThatThrownBy(() -> receiving.receive(receiving.open(arrival)))
                .isInstanceOfSatisfying(
                        LedgerException.class, failure -> assertThatThrownBy(() -> receiving.failed(arrival, failure))
                                .isSameAs(failure));
        assertThat(arrival.file()).exists();
    }

    @Test
    void what_cannot_even_be_refused_is_put_aside() throws IOException {
        WorkFile arrival = receiving.copy(people(), "default", false);

        receiving.failed(arrival, new IllegalStateException("no"));

        assertThat(home.work()).isEmptyDirectory();
        try (Stream<Path> files = Files.walk(home.root().resolve("quarantine"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("it-people.csv", "notice.txt");
        }
    }

    private Path people() throws IOException {
        return Files.writeString(folder.resolve("people.csv"), "email,platform_key\nada@example.org,acme\n");
    }

    private UnpackFileSteps containers(Function<String, SheetSettings> sheets) {
        return new UnpackFileSteps(
                home, ledger, new Unpacker(new UnpackLimits(100_000, 100_000, 100, 100), null, ""), sheets);
    }

    private PlanDropSteps planning(Throwable failure) {
        Settings settings = Settings.load(
                Map.of(), Map.of(Property.HOME.variable(), home.root().toString()));
        return new PlanDropSteps(
                ledger,
                List::of,
                () -> {
                    throw unchecked(failure);
                },
                new SuppressionList(home.root(), Clock.systemUTC(), System::nanoTime),
                new Guards(Clock.systemUTC()),
                10,
                ReadLimits.of(settings),
                TimeBudget.ENDLESS);
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
