package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of files that a careless or a hostile hand may drop, each with its verdict, through one watching program. */
class TortureJourneyTest {
    @TempDir
    Path folder;

    @Test
    void every_file_comes_back_with_its_verdict() throws IOException {
        List<TortureCase> cases = TortureFiles.all();
        assertThat(cases)
                .hasSizeGreaterThanOrEqualTo(150)
                .extracting(TortureCase::name)
                .doesNotHaveDuplicates();
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            for (TortureCase each : cases) {
                stage.feed(each.name(), each.settings());
            }
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                for (TortureCase each : cases) {
                    drop(stage, each);
                }
                int expected = cases.stream()
                        .mapToInt(each -> each.verdict().split("\\|", -1).length)
                        .sum();
                awaitAll(runtime, expected);

                List<String> wrong = new ArrayList<>();
                for (TortureCase each : cases) {
                    String verdict = verdict(runtime, each.name());
                    if (!verdict.equals(each.verdict())) {
                        wrong.add(each.name() + "\n   expected " + each.verdict() + "\n   but was  " + verdict);
                    }
                }
                System.out.println(cases.size() + " files dropped");
                assertThat(wrong).isEmpty();
                assertThat(stage.invited().values()).containsOnly(1L);
                assertThat(runtime.ledger().verification().of(Set.of()).findings())
                        .isEmpty();
            }
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    private static void awaitAll(InvitationRuntime runtime, int expected) {
        try {
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> runtime.ledger().drops().all().size() >= expected
                            && runtime.ledger().drops().open().isEmpty());
        } catch (ConditionTimeoutException late) {
            System.out.println("not all have ended: what is missing shows in the verdicts");
        }
    }

    private static void drop(SandboxStage stage, TortureCase each) throws IOException {
        Path feed = Files.createDirectories(stage.home().resolve("drop").resolve(each.name()));
        Path draft = Files.write(Files.createTempFile(stage.home(), "draft", ""), each.content());
        Files.move(draft, feed.resolve(each.file()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String verdict(InvitationRuntime runtime, String feed) throws IOException {
        List<Drop> drops = runtime.ledger().drops().all().stream()
                .filter(drop -> drop.feed().equals(feed))
                .sorted(Comparator.comparing(Drop::fileName))
                .toList();
        List<String> verdicts = new ArrayList<>();
        for (Drop drop : drops) {
            if (drop.isOpen()) {
                verdicts.add(drop.state().name());
                continue;
            }
            Path report = runtime.reports().folder(drop).resolve("report.json");
            JsonNode summary = new ObjectMapper().readTree(report.toFile());
            long sum = 0;
            for (JsonNode count : summary.path("by_status")) {
                sum += count.asLong();
            }
            assertThat(sum).as(feed).isEqualTo(summary.path("rows").asLong());
            JsonNode refusal = summary.path("refusal");
            verdicts.add(
                    refusal.isMissingNode()
                            ? rows(runtime.ledger().results().page(drop, 0, 1_000))
                            : "REFUSED:" + refusal.path("code").asText() + ":"
                                    + refusal.path("line").asText());
        }
        return String.join("|", verdicts);
    }

    private static String rows(List<ResultRow> rows) {
        return rows.stream()
                .map(row -> row.line() + ":" + row.status() + (row.code() == null ? "" : ":" + row.code()))
                .collect(Collectors.joining(" "));
    }
}
