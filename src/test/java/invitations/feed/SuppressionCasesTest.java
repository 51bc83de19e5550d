package invitations.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The many ways to write the list of those who want no invitation: each line matches, or ends all sending. */
class SuppressionCasesTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|f40a@example.org",
                "d|f40a@example.org",
                "g|f40a@example.org f40b@example.org",
                "j|f40a@example.org f40b@example.org",
                "s|f40a@example.org",
                "t|f40a@example.org",
                "ah|f40b@example.org",
                "w|",
                "x|"
            })
    void an_entry_that_is_clean_once_it_is_read_as_rows_are_matches(String name, String people) throws IOException {
        copy(name);
        SuppressionList suppression = new SuppressionList(home, Clock.systemUTC(), System::nanoTime);

        List<String> all = people == null ? List.of() : List.of(people.split(" "));
        assertThat(all).allMatch(suppression::has);
        assertThat(suppression.size()).isEqualTo(all.size());
        assertThat(suppression.has("f40c@example.com")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b|lines 1, 2",
                "c|lines 1, 2",
                "e|line 1",
                "f|lines 1, 2, 3",
                "h|UTF-8",
                "l|UTF-8",
                "m|line 1",
                "n|line 1",
                "p|lines 1, 2",
                "u|lines 1, 2",
                "v|lines 1, 2",
                "aa|line 1",
                "ab|line 1",
                "ac|line 1",
                "ad|line 1",
                "ae|line 1",
                "af|line 1",
                "ag|line 1",
                "am|lines 2, 3"
            })
    void any_other_entry_ends_all_sending_with_its_line(String name, String told) throws IOException {
        copy(name);

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(
                        () -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("f40c@example.com"))
                .withMessageStartingWith("suppress.csv")
                .withMessageContaining(told)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_SUPPRESS_LIST));
    }

    @Test
    void no_case_is_accepted_without_matching() throws IOException {
        try (var files = Files.list(cases())) {
            for (Path file : files.sorted().toList()) {
                Files.copy(
                        file,
                        Files.createDirectories(home.resolve(String.valueOf(file.getFileName())))
                                .resolve(SuppressionList.FILE));
                SuppressionList list = new SuppressionList(
                        home.resolve(String.valueOf(file.getFileName())), Clock.systemUTC(), System::nanoTime);
                boolean isRefused = false;
                boolean matches = false;
                try {
                    matches = list.has("f40a@example.org") || list.has("f40b@example.org");
                } catch (FileRefusedException refused) {
                    isRefused = true;
                }
                boolean namesNobody = Files.size(file) == 0 || file.endsWith("w.supp") || file.endsWith("x.supp");
                assertThat(isRefused || matches || namesNobody)
                        .as(file.toString())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"f40a@example.org,f40b@example.org\"",
                "\"f40a@example.org",
                "f40a@example.org,f40b@example.org",
                "f40a@example.org;f40b@example.org",
                "f40a@example.org f40b@example.org",
                ",f40a@example.org",
                "f40a@example.orgemail",
                "f40a@example.cmo",
                "f40a%2Btag@example.org",
                "o\u2019f40a@example.org",
                "user:f40a@example.org",
                "f40a@example.org?",
                "f40a(at)example.org",
                "\uE000f40a@example.org",
                "@example",
                "@.org",
                "@-example.org",
                "example.org"
            })
    void what_may_mean_another_or_several_people_ends_all_sending(String line) throws IOException {
        Files.writeString(home.resolve(SuppressionList.FILE), "email\n" + line + "\n");

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).size())
                .withMessageStartingWith("suppress.csv, line 2: expected an address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uff460a@example\u3002org",
                "F0A@EXAMPLE\uff0eORG",
                "\"f0a@example.org\" ;\"left, 2026\"",
                "f0a@example.org\tbob@example.org asked for it",
                "=\"f0a@example.org\"",
                "\u202af0a@example.org\u202c",
                "\u00a0f0a@example.org\u3000"
            })
    void spellings_of_an_address_are_one(String line) throws IOException {
        Files.writeString(home.resolve(SuppressionList.FILE), line + "\n");

        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("f0a@example.org"))
                .isTrue();
    }

    @Test
    void cells_that_a_header_names_otherwise_may_have_an_address() throws IOException {
        Files.writeString(
                home.resolve(SuppressionList.FILE), "E-Mail*,added by\nf40a@example.org,office@example.org\n");

        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("f40a@example.org"))
                .isTrue();
        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("office@example.org"))
                .isFalse();

        Files.writeString(home.resolve(SuppressionList.FILE), "email,email 2\nf40a@example.org,f40b@example.org\n");
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).size())
                .withMessageStartingWith("suppress.csv, line 2:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Suppress.csv",
                "SUPPRESS.CSV",
                "suppress.csv.csv",
                "suppress.csv.txt",
                "suppress.txt",
                "suppress.xlsx",
                "suppress",
                "supress.csv",
                "suppres.csv",
                "suppressed.csv",
                "suppression.csv",
                "suppression-list.csv",
                "suppress (1).csv",
                "suppress - Copy.csv",
                "suppress_list.csv"
            })
    void a_list_under_a_name_that_is_nearly_the_right_one_ends_all_sending(String name) throws IOException {
        Files.writeString(home.resolve(name), "f40a@example.org\n");

        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(
                        () -> new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("f40c@example.com"))
                .withMessageContaining("'" + name + "' is not read")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_SUPPRESS_LIST));
        assertThat(SuppressionList.misnamed(home, Clock.systemUTC(), System::nanoTime))
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "suppress.csv.new",
                "suppress.csv.bak",
                "suppress.csv~",
                ".suppress.csv.swp",
                "suppress.xlsx",
                "suppress.txt",
                "ledger.db",
                "people.csv",
                "application.properties"
            })
    void what_lies_beside_the_list_for_another_reason_changes_nothing(String name) throws IOException {
        Files.writeString(home.resolve(SuppressionList.FILE), "f40a@example.org\n");
        Files.writeString(home.resolve(name), "f40b@example.org\n");

        assertThat(new SuppressionList(home, Clock.systemUTC(), System::nanoTime).has("f40a@example.org"))
                .isTrue();
        assertThat(SuppressionList.misnamed(home, Clock.systemUTC(), System::nanoTime))
                .isEmpty();
    }

    @Test
    void a_list_that_comes_under_another_name_is_noticed_at_once_and_its_end_as_well() throws IOException {
        SuppressionList suppression = new SuppressionList(home, Clock.systemUTC(), System::nanoTime);
        Files.setLastModifiedTime(home, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        assertThat(suppression.readEmpty()).isTrue();

        Path other = Files.writeString(home.resolve("Suppress.csv"), "f40a@example.org\n");
        assertThatExceptionOfType(FileRefusedException.class).isThrownBy(suppression::readEmpty);

        Files.move(other, home.resolve(SuppressionList.FILE));
        assertThat(suppression.has("f40a@example.org")).isTrue();
    }

    /** A folder may change twice at one time: it is looked through again, but not for each row. */
    @Test
    void a_list_that_comes_within_the_time_of_another_change_is_noticed_soon() throws IOException {
        AtomicLong nanos = new AtomicLong();
        MisnamedSuppressionLists lists = new MisnamedSuppressionLists(home, Clock.systemUTC(), nanos::get);
        FileTime time = Files.getLastModifiedTime(home);
        assertThat(lists.name()).isEmpty();
        Files.writeString(home.resolve("Suppress.csv"), "f40a@example.org\n");
        Files.setLastModifiedTime(home, time);

        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(lists.name()).isEmpty();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(lists.name()).contains("Suppress.csv");
    }

    private void copy(String name) throws IOException {
        Files.copy(cases().resolve(name + ".supp"), home.resolve(SuppressionList.FILE));
    }

    private static Path cases() {
        for (@Nullable Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path cases = folder.resolve("shared/cases/suppress");
            if (Files.isDirectory(cases)) {
                return cases;
            }
        }
        assumeTrue(false, "skipped: no folder shared/cases beside this project or above it");
        throw new AssertionError("not reached");
    }
}
