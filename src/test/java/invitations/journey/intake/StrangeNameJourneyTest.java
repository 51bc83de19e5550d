package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.ledger.drop.Drop;
import invitations.testing.LiveFolder;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of names that the component for files, a shell or a URI takes for something else: none of them is left without a word. */
class StrangeNameJourneyTest {
    private static final List<String> TAKEN = List.of(
            "%41.csv",
            "a;b.csv",
            "n..csv",
            " name .csv",
            "emoji😀.csv",
            "${file:name}.csv",
            "{{x}}.csv",
            "a?b.csv",
            "a:b.csv",
            "-rf.csv",
            "e\u0301.csv",
            "a#b.csv",
            "a&b=c.csv",
            "RAW(x).csv",
            "-",
            "a*b.csv",
            "a\"b'c.csv",
            "%2F.csv",
            "classpath:x.csv");

    private static final List<String> PUT_ASIDE =
            List.of("a\\b.csv", "a\\..\\b.csv", "\\x.csv", "x.csv\\", "C:\\x.csv", "a\nb.csv", "a\tb.csv");

    @TempDir
    Path folder;

    @Test
    void each_file_is_taken_or_put_aside_whatever_its_name() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            Path drop = stage.home().resolve("drop");
            for (String name : TAKEN) {
                hand(stage, "t" + TAKEN.indexOf(name), drop.resolve(name));
            }
            for (String name : PUT_ASIDE) {
                hand(stage, "q" + PUT_ASIDE.indexOf(name), drop.resolve(name));
            }

            await().untilAsserted(() -> assertThat(names(drop)).isEmpty());
            await().until(() -> stage.reports().size() == TAKEN.size());

            assertThat(runtime.ledger().drops().all())
                    .extracting(Drop::fileName)
                    .hasSameElementsAs(TAKEN);
            assertThat(stage.invited()).hasSize(TAKEN.size());
            assertThat(notices(stage.home().resolve("quarantine")))
                    .hasSize(PUT_ASIDE.size())
                    .filteredOn(notice -> notice.contains("a name with a backslash"))
                    .hasSize(5);
        }
    }

    private static void hand(SandboxStage stage, String person, Path file) throws IOException {
        Path draft = Files.writeString(
                stage.home().resolve("draft"), "email,platform_key\n" + person + "@example.org,acme\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Set<String> names(Path drop) throws IOException {
        return LiveFolder.files(drop).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }

    private static List<String> notices(Path quarantine) throws IOException {
        try (Stream<Path> files = Files.walk(quarantine)) {
            List<String> notices = new ArrayList<>();
            for (Path file : files.filter(path -> path.endsWith("notice.txt")).toList()) {
                notices.add(Files.readString(file));
            }
            return notices;
        }
    }
}
