package invitations.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import invitations.camel.steps.ReceiveDropSteps;
import invitations.home.HomeFolder;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files at which the program ends, or stays: they do not keep others from being read. */
class ReadAttemptsTest {
    @TempDir
    Path folder;

    private HomeFolder home;
    private Ledger ledger;
    private ReceiveDropSteps receiving;

    @BeforeEach
    void open() {
        home = HomeFolder.take(folder.resolve("home"), false);
        ledger = LedgerAccess.open(home.root(), "api", Duration.ZERO, Duration.ofSeconds(1), Clock.systemUTC());
        receiving = new ReceiveDropSteps(home, ledger, new CompanionFiles("", false));
    }

    @AfterEach
    void close() {
        ledger.close();
        home.close();
    }

    @Test
    void a_file_at_which_the_program_ended_twice_is_refused_also_at_another_place() throws IOException {
        afterStart().begin(arrival("people.csv", "email\n"));
        afterStart().begin(arrival("people.csv", "email\n"));

        ReadAttempts third = afterStart();
        WorkFile again = arrival("other.csv", "email\n");
        assertThatThrownBy(() -> third.begin(again))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.READING_ENDED_TWICE))
                .hasMessageContaining("the program ended 2 times while it read this file");
        third.end(again);

        // Refused once; dropped again, it gets another try.
        afterStart().begin(again);
    }

    @Test
    void what_was_read_to_an_end_leaves_nothing_behind() throws IOException {
        for (int i = 0; i < 5; i++) {
            ReadAttempts attempts = afterStart();
            WorkFile arrival = arrival("people.csv", "email\n");
            WorkFile same = arrival("people.csv", "email\n");
            attempts.begin(arrival);
            attempts.end(arrival);
            attempts.end(same);
        }
        assertThat(home.work().resolve(".attempts")).doesNotExist();
        assertThat(new WorkFolder(home).arrivals()).hasSize(10);
    }

    @Test
    void after_a_start_only_files_that_are_to_be_read_were_begun() throws IOException {
        WorkFile gone = arrival("gone.csv", "email\n1\n");
        WorkFile left = arrival("left.csv", "email\n2\n");
        afterStart().begin(gone);
        afterStart().begin(left);
        Files.delete(gone.file());

        afterStart().forgetAllBut(() -> List.of(left));

        try (Stream<Path> marks = Files.list(home.work().resolve(".attempts"))) {
            assertThat(marks).hasSize(1);
        }
        afterStart().forgetAllBut(List::of);
        assertThat(home.work().resolve(".attempts")).doesNotExist();
    }

    @Test
    void a_file_at_which_the_program_ended_once_is_read_alone() throws Exception {
        WorkFile suspect = arrival("suspect.csv", "email\n");
        WorkFile innocent = arrival("innocent.csv", "email,first_name\n");
        afterStart().begin(suspect);
        ReadAttempts attempts = afterStart();
        attempts.begin(suspect);
        AtomicBoolean begun = new AtomicBoolean();
        Thread other = new Thread(() -> {
            try {
                attempts.begin(innocent);
                begun.set(true);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        other.start();
        await().until(() -> other.getState() == Thread.State.WAITING);
        assertThat(begun).isFalse();

        attempts.end(suspect);
        other.join();
        assertThat(begun).isTrue();
        attempts.end(innocent);
    }

    @Test
    void the_same_content_may_be_read_in_two_feeds_at_once() throws Exception {
        ReadAttempts attempts = afterStart();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            WorkFile arrival = arrival("people.csv", "email\n");
            threads.add(new Thread(() -> {
                try {
                    attempts.begin(arrival);
                    attempts.end(arrival);
                    ended.incrementAndGet();
                } catch (IOException | FileRefusedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ended).hasValue(8);
        assertThat(home.work().resolve(".attempts")).doesNotExist();
    }

    @Test
    void the_marks_are_no_files_that_were_left() throws IOException {
        afterStart().begin(arrival("people.csv", "email\n"));

        assertThat(receiving.left()).hasSize(1);
        assertThat(home.work().resolve(".attempts")).isDirectory();
    }

    private ReadAttempts afterStart() {
        return new ReadAttempts(home, 1_000_000);
    }

    private WorkFile arrival(String name, String text) throws IOException {
        return receiving.copy(Files.writeString(folder.resolve(name), text), "default", false);
    }
}
