package invitations.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.Aside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionListTest {
    @TempDir
    Path home;

    @Test
    void without_a_list_everybody_may_be_invited() {
        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("ada@example.org"))
                .isFalse();
        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).readEmpty())
                .isTrue();
    }

    @Test
    void people_and_whole_domains_are_on_the_list_however_they_are_written() throws IOException {
        write("\uFEFFE-mail,since\nAda@Example.org,2026-01-01\n\n# left\n\"grace@example.org\";x\n@bücher.example\n");
        SuppressionList suppression = new SuppressionList(home, Clock.systemUTC(), System::nanoTime);

        assertThat(suppression.has("ADA@example.ORG")).isTrue();
        assertThat(suppression.has("grace@example.org")).isTrue();
        assertThat(suppression.has("anybody@xn--bcher-kva.example")).isTrue();
        assertThat(suppression.has("alan@example.org")).isFalse();
        assertThat(suppression.size()).isEqualTo(3);
    }

    @Test
    void a_new_entry_counts_at_once_and_an_old_one_until_the_file_is_at_rest() throws IOException {
        SuppressionList suppression = new SuppressionList(home, Duration.ZERO, Clock.systemUTC(), System::nanoTime);
        assertThat(suppression.has("ada@example.org")).isFalse();

        write("ada@example.org\n");
        assertThat(suppression.has("ada@example.org")).isTrue();

        Files.delete(home.resolve(SuppressionList.FILE));
        assertThat(suppression.has("ada@example.org")).isTrue();
        assertThat(suppression.has("ada@example.org")).isFalse();
    }

    @Test
    void a_file_that_is_being_written_anew_lets_nobody_through_who_was_on_it() throws IOException {
        write("ada@example.org\nbob@example.org\n");
        SuppressionList suppression =
                new SuppressionList(home, Duration.ofHours(1), Clock.systemUTC(), System::nanoTime);
        assertThat(suppression.size()).isEqualTo(2);

        write("");
        assertThat(suppression.has("ada@example.org")).isTrue();
        write("ada@example.org\nbob@example.or");
        assertThat(suppression.has("bob@example.org")).isTrue();
        write("cyd@example.org\n");

        assertThat(List.of("ada@example.org", "bob@example.org", "cyd@example.org"))
                .allMatch(suppression::has);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a@b@c",
                "a b@example.org",
                "ada@",
                "@",
                "@ex",
                "*@example.com",
                "<ada@example.org>",
                "mailto:ada@example.org",
                "@*.example.org",
                "ada@example.orgAda",
                "#ada@example.org",
                "\u0430da@example.org",
                "u003cada@example.org"
            })
    void an_entry_that_may_mean_anybody_ends_all_sending(String entry) throws IOException {
        write("email\n\n" + entry + "\n");

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("ada@example.org"))
                .withMessage("suppress.csv, line 3: expected an address, or @ and a domain; nothing is sent until it is"
                        + " mended")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_SUPPRESS_LIST));
    }

    @Test
    void all_wrong_lines_are_named_at_once_twenty_at_most() throws IOException {
        write("ada\nada@example.org\nbob\n");
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).size())
                .withMessageStartingWith("suppress.csv, lines 1, 3: expected an address");

        write("ada\n".repeat(23));
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).size())
                .withMessageContaining(", 19, 20 and 3 more: expected an address");
    }

    @Test
    void a_domain_without_its_sign_is_no_header() throws IOException {
        write("example.org\nada@example.org\n");

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).size())
                .withMessageStartingWith("suppress.csv, line 1: expected an address");
    }

    @Test
    void a_list_from_the_beginning_of_time_counts() throws IOException {
        write("ada@example.org\n");
        Files.setLastModifiedTime(home.resolve(SuppressionList.FILE), FileTime.fromMillis(0));

        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("ada@example.org"))
                .isTrue();
    }

    @Test
    void another_list_of_the_same_size_and_time_is_seen() throws IOException {
        write("ada@example.org\n");
        FileTime time = Files.getLastModifiedTime(home.resolve(SuppressionList.FILE));
        SuppressionList suppression = new SuppressionList(home, Duration.ZERO, Clock.systemUTC(), System::nanoTime);
        assertThat(suppression.has("ada@example.org")).isTrue();

        Path other = Files.writeString(home.resolve("other"), "bob@example.org\n");
        Files.setLastModifiedTime(other, time);
        Files.move(other, home.resolve(SuppressionList.FILE), StandardCopyOption.ATOMIC_MOVE);

        assertThat(suppression.has("bob@example.org")).isTrue();
        assertThat(suppression.has("ada@example.org")).isFalse();
    }

    @Test
    void a_list_that_is_taken_away_and_put_back_is_never_one_that_cannot_be_read() throws Exception {
        write("ada@example.org\n");
        SuppressionList suppression =
                new SuppressionList(home, Duration.ofHours(1), Clock.systemUTC(), System::nanoTime);
        assertThat(suppression.has("ada@example.org")).isTrue();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> editor = Aside.run(() -> {
            try {
                while (!over.get()) {
                    Path aside = Files.move(home.resolve(SuppressionList.FILE), home.resolve("aside"));
                    Files.move(aside, home.resolve(SuppressionList.FILE));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            for (int i = 0; i < 20_000; i++) {
                assertThat(suppression.has("ada@example.org")).isTrue();
            }
        } finally {
            over.set(true);
        }
        editor.get();
    }

    @Test
    void a_link_that_leads_nowhere_is_a_list_that_cannot_be_read() throws IOException {
        Files.createSymbolicLink(home.resolve(SuppressionList.FILE), Path.of("nowhere"));

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("ada@example.org"))
                .withMessageContaining("cannot be read");
    }

    @Test
    void a_list_that_cannot_be_read_is_not_taken_for_an_absent_one() throws IOException {
        Files.write(home.resolve(SuppressionList.FILE), "müller@example.org".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).readEmpty())
                .withMessage("suppress.csv: expected UTF-8 text");

        Files.delete(home.resolve(SuppressionList.FILE));
        Files.createDirectory(home.resolve(SuppressionList.FILE));
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).readEmpty())
                .withMessageContaining("cannot be read");
    }

    @Test
    @Timeout(60)
    void a_pipe_is_a_list_that_cannot_be_read_and_is_not_waited_for() throws IOException {
        Path file = home.resolve(SuppressionList.FILE);
        new ProcessBuilder("mkfifo", file.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("ada@example.org"))
                .withMessageContaining("cannot be read");
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve(SuppressionList.FILE), text);
    }
}
