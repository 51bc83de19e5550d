package invitations.send.time;

import static invitations.testing.LedgerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.Call;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.OpenRows;
import invitations.testing.LedgerFixture;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropTimesTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    @TempDir
    Path home;

    private final SetClock clock = new SetClock();
    private LedgerFixture fixture;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(home, Duration.ZERO, clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void of_each_domain_so_many_go_in_any_period_and_the_others_stay_as_they_are() throws IOException {
        says("time-zone=UTC\nper-domain-rate=2/h");
        Drop drop = drop("a", "a", "b", "a", "a", "-", "A");
        DropTimes times = times(drop, true);
        // Rows beyond the share would cost a place in the pace of sending.
        assertThat(times.page(OpenRows.Range.ALL, 100, Set.of())).hasSize(4);

        assertThat(sent(drop, times)).containsExactly(1L, 2L, 3L, 6L);
        assertThat(times.hasFreeRows(Set.of())).isFalse();
        assertThat(sent(drop, times)).isEmpty();
        assertThat(times.current().orElseThrow())
                .isEqualTo(new SendWait(
                        SendWait.Kind.PER_DOMAIN_RATE,
                        START.plus(Duration.ofHours(1)),
                        "3 rows at domains that have had their share (per-domain-rate=2/h);"
                                + " the next may go at Tue 2026-12-01 11:00 Z".replace(" Z", " UTC")));

        clock.now = START.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(times.hasFreeRows(Set.of())).isFalse();
        assertThat(sent(drop, times)).isEmpty();

        clock.now = START.plus(Duration.ofHours(1));
        assertThat(times.current()).isEmpty();
        assertThat(sent(drop, times)).containsExactly(4L, 5L);
        assertThat(sent(drop, times)).isEmpty();

        clock.now = START.plus(Duration.ofHours(2));
        assertThat(sent(drop, times)).containsExactly(7L);
        assertThat(times.current()).isEmpty();
    }

    @Test
    void the_period_slides_and_a_restart_forgets_nothing_of_it() throws IOException {
        says("per-domain-rate=2/h");
        Drop one = drop("a");
        assertThat(sent(one, times(one, true))).containsExactly(1L);
        clock.now = START.plus(Duration.ofMinutes(40));
        fixture.end(one, invitations.invitation.RowStatus.INVITED);
        fixture.ledger().drops().finish(one);

        Drop two = drop("a", "a", "a", "c");
        assertThat(sent(two, times(two, true))).containsExactly(1L, 4L);
        assertThat(times(two, true).current().orElseThrow().until()).isEqualTo(START.plus(Duration.ofHours(1)));

        clock.now = START.plus(Duration.ofHours(1));
        assertThat(sent(two, times(two, true))).containsExactly(2L);
        assertThat(times(two, true).current().orElseThrow().until()).isEqualTo(START.plus(Duration.ofMinutes(100)));

        says("per-domain-rate=1/h");
        assertThat(times(two, true).current().orElseThrow().until()).isEqualTo(START.plus(Duration.ofHours(2)));
        says("per-domain-rate=2/d");
        assertThat(times(two, true).current().orElseThrow().until())
                .isEqualTo(START.plus(Duration.ofMinutes(40)).plus(Duration.ofDays(1)));
    }

    @Test
    void rows_behind_thousands_of_a_full_domain_are_found_at_once() throws IOException {
        says("per-domain-rate=1/h");
        String[] domains = Stream.concat(
                        IntStream.range(0, 3_000).mapToObj(n -> "a"),
                        IntStream.range(0, 9).mapToObj(n -> "b" + n))
                .toArray(String[]::new);
        Drop drop = drop(domains);
        DropTimes times = times(drop, true);

        assertThat(sent(drop, times)).hasSize(10).contains(1L, 3_001L, 3_009L);
        assertThat(times.hasFreeRows(Set.of())).isFalse();
    }

    @Test
    void another_feed_does_not_count() throws IOException {
        says("per-domain-rate=1/h");
        SandboxStage.write(home.resolve("feeds/other.properties"), "per-domain-rate=1/h");
        Drop drop = drop("a", "a");
        Drop other = fixture.plan(fixture.receive("other", "other-content"), rows(new String[] {"a"}, 100));
        fixture.ledger().drops().release(other, "--yes");

        assertThat(sent(drop, times(drop, true))).containsExactly(1L);
        assertThat(sent(other, times(other, true))).hasSize(1);
    }

    @Test
    void a_watching_program_waits_however_long_it_takes_and_another_one_a_minute_at_most() throws IOException {
        says("send-window=11:00-12:00 UTC");
        Drop drop = drop("a", "a");
        Optional<SendWait> window = times(drop, true).current();

        assertThat(times(drop, true).left(window)).containsExactly(Duration.ofHours(1));
        assertThat(times(drop, false).left(window)).isEmpty();
        assertThat(times(drop, true).page(OpenRows.Range.ALL, 10, Set.of())).isEmpty();
        assertThat(times(drop, true).hasFreeRows(Set.of())).isFalse();

        says("per-domain-rate=1/min");
        assertThat(sent(drop, times(drop, true))).hasSize(1);
        Optional<SendWait> minute = times(drop, true).current();
        assertThat(times(drop, false).left(minute)).containsExactly(Duration.ofSeconds(30));
        clock.now = START.plusSeconds(50);
        assertThat(times(drop, true).left(minute)).containsExactly(Duration.ofSeconds(10));
        says("per-domain-rate=1/h");
        assertThat(times(drop, false).left(times(drop, false).current())).isEmpty();
        assertThat(times(drop, true).left(times(drop, true).current())).containsExactly(Duration.ofSeconds(30));
        assertThat(times(drop, true).left(Optional.empty())).isEmpty();
    }

    @Test
    void a_pause_comes_first_and_is_there_where_it_cannot_be_told_whether_it_is() throws IOException {
        says("send-window=11:00-12:00 UTC");
        Drop drop = drop("a");
        DropTimes times = times(drop, true);
        PauseFile all = PauseFile.of(home, null);
        PauseFile own = PauseFile.of(home, "default");

        assertThat(own.make()).isTrue();
        assertThat(own.make()).isFalse();
        assertThat(times.current().orElseThrow().sentence())
                .isEqualTo("the feed default is paused by the file feeds/default.PAUSE, until it is removed:"
                        + " resume --feed default");
        assertThat(times.left(times.current())).containsExactly(Duration.ofDays(1));
        Files.createSymbolicLink(all.file(), home.resolve("nowhere"));
        assertThat(times.current().orElseThrow().sentence())
                .isEqualTo("all feeds are paused by the file PAUSE, until it is removed: resume");
        assertThat(all.remove()).isTrue();
        assertThat(own.remove()).isTrue();
        assertThat(own.remove()).isFalse();
        assertThat(times.current().orElseThrow().kind().label()).isEqualTo("send-window");
    }

    private void says(String settings) throws IOException {
        Path file = home.resolve("feeds/default.properties");
        SandboxStage.write(file, settings);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    private DropTimes times(Drop drop, boolean isWatching) {
        return new DropTimes(
                drop,
                fixture.ledger(),
                new SendTimes(home, clock),
                new DomainPace(fixture.ledger().domainIntents(), clock),
                isWatching);
    }

    /** One pass: the numbers of the rows that an intent was given for. */
    private List<Long> sent(Drop drop, DropTimes times) {
        times.beginPass();
        List<Long> sent = new java.util.ArrayList<>();
        long last = 0;
        for (List<OpenRow> page = times.page(OpenRows.Range.ALL, 100, Set.of());
                !page.isEmpty();
                page = times.page(OpenRows.Range.ALL.behind(last), 100, Set.of())) {
            for (OpenRow row : page) {
                Call call =
                        new Call("call-" + row.id(), drop.id(), "platform", Operation.SINGLE, "acme", List.of(row), 0);
                times.admit(call)
                        .map(admitted -> fixture.ledger()
                                .intents()
                                .ask(admitted.id(), admitted.rows())
                                .join())
                        .ifPresent(rows -> rows.forEach(granted -> sent.add(granted.id() & 0xFFFF_FFFFL)));
                last = row.id();
            }
        }
        return sent;
    }

    private int drops;

    /** By row the name of the domain; - for a row without address. */
    private Drop drop(String... domains) {
        drops++;
        Drop drop = fixture.dropOf("content" + drops, rows(domains, drops * 10_000));
        return fixture.ledger().drops().release(drop, "--yes");
    }

    private static PlannedRow[] rows(String[] domains, int from) {
        return IntStream.range(0, domains.length)
                .mapToObj(n -> domains[n].equals("-")
                        ? row(n + 1, null, "person" + (from + n), java.util.Map.of())
                        : row(n + 1, "person" + (from + n) + "@" + domains[n] + ".org"))
                .toArray(PlannedRow[]::new);
    }

    private static final class SetClock extends Clock {
        private volatile Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
