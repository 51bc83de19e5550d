package invitations.operate;

import invitations.base.DisplayText;
import invitations.base.PrivateFolders;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Compaction;
import invitations.report.ReportFolder;
import invitations.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is not kept any longer. A kill in between is made good by the next run: files are looked for anew each
 * time, and what is erased in the ledger comes first. Safe for any number of threads.
 */
final class RetentionPurge {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionPurge.class);

    private final Path home;
    private final Ledger ledger;
    private final Reports reports;
    private final RetentionPolicy keep;
    private final ErasedFileSync erased;

    RetentionPurge(Path home, Ledger ledger, Reports reports, RetentionPolicy keep) {
        this.home = home;
        this.ledger = ledger;
        this.reports = reports;
        this.keep = keep;
        this.erased = new ErasedFileSync(home, ledger, reports);
    }

    /** How many files of each kind go, and whether what the ledger has on people goes with them. */
    record Purged(String drop, String feed, long inputs, long deadLetters, long reports, boolean erased) {
        boolean isAny() {
            return inputs + deadLetters + reports > 0 || erased;
        }
    }

    /**
     * What goes, or would go.
     *
     * @param ledger what became of the size of the ledger; null when nothing was deleted yet
     */
    record Outcome(List<Purged> drops, long followUps, long quarantined, Compaction.@Nullable Result ledger) {
        boolean isAny() {
            return !drops.isEmpty() || followUps + quarantined > 0;
        }
    }

    /** {@return what is there whose time is over} */
    Outcome due(Instant now) throws IOException {
        List<Purged> drops = new ArrayList<>();
        for (Drop drop : ledger.drops().all()) {
            Purged purged = due(drop, now);
            if (purged.isAny()) {
                drops.add(purged);
            }
        }
        return new Outcome(drops, followUps(now).size(), quarantined(now).size(), null);
    }

    private Purged due(Drop drop, Instant now) throws IOException {
        return new Purged(
                drop.id(),
                drop.feed(),
                count(ReportFolder.Kind.INPUT, drop, now),
                count(ReportFolder.Kind.DEAD_LETTER, drop, now),
                count(ReportFolder.Kind.REPORT, drop, now),
                drop.erasedAt() == null && keep.isOver(ReportFolder.Kind.REPORT, drop, now));
    }

    private long count(ReportFolder.Kind kind, Drop drop, Instant now) throws IOException {
        return keep.isOver(kind, drop, now) ? reports.files(drop).of(kind).size() : 0;
    }

    /** Deletes it. */
    Outcome purge(Instant now, String who) throws IOException {
        erased.finish();
        Outcome due = due(now);
        List<Purged> done = new ArrayList<>();
        for (Purged purged : due.drops()) {
            if (purge(ledger.drops().find(purged.drop()).orElseThrow(), purged)) {
                done.add(purged);
            }
        }
        List<Path> quarantined = quarantined(now);
        for (Path entry : quarantined) {
            deleteQuarantined(entry);
        }
        erased.removeLeftovers();
        List<Path> followUps = followUps(now);
        for (Path file : followUps) {
            Files.deleteIfExists(file);
        }
        erased.finish();
        Outcome outcome = new Outcome(done, followUps.size(), quarantined.size(), null);
        if (outcome.isAny()) {
            ledger.erasure().purged(who, counts(outcome));
        }
        Compaction.Result shrunk = ledger.erasure().shrink(done.stream().anyMatch(Purged::erased), erased::freeDisk);
        boolean isEmptied = !outcome.isAny() || ledger.erasure().leaveNoTrace();
        return new Outcome(done, followUps.size(), quarantined.size(), isEmptied ? shrunk : held(shrunk));
    }

    /** The file itself gets smaller when its journal is brought into it, which a reader holds up. */
    private static Compaction.Result held(Compaction.Result result) {
        String problem = result.problem() == null
                ? "somebody reads it, so the file itself is made smaller by the next purge"
                : result.problem();
        return new Compaction.Result(result.before(), result.after(), problem);
    }

    /** A folder that others put into the drop folder may keep what is in it from this program's user. */
    private static void deleteQuarantined(Path entry) {
        try {
            PrivateFolders.delete(entry);
        } catch (IOException e) {
            LOG.warn(
                    "{} stays in quarantine: it cannot be deleted ({})",
                    DisplayText.printable(entry.toString()),
                    e.getClass().getSimpleName());
        }
    }

    private boolean purge(Drop drop, Purged due) throws IOException {
        ReportFolder files = reports.files(drop);
        if ((due.erased() && !ledger.erasure().purge(drop))
                || (due.inputs() > 0 && !ledger.erasure().inputGone(drop))) {
            return false;
        }
        if (due.inputs() > 0) {
            files.delete(ReportFolder.Kind.INPUT);
        }
        if (due.deadLetters() > 0) {
            files.delete(ReportFolder.Kind.DEAD_LETTER);
        }
        if (due.reports() > 0 && !due.erased()) {
            files.delete(ReportFolder.Kind.REPORT);
        }
        return true;
    }

    private static Map<String, ?> counts(Outcome outcome) {
        Map<String, Object> counts = new TreeMap<>();
        counts.put("inputs", outcome.drops().stream().mapToLong(Purged::inputs).sum());
        counts.put(
                "dead_letters",
                outcome.drops().stream().mapToLong(Purged::deadLetters).sum());
        counts.put(
                "reports", outcome.drops().stream().mapToLong(Purged::reports).sum());
        counts.put(
                "erased",
                outcome.drops().stream()
                        .filter(Purged::erased)
                        .map(Purged::drop)
                        .toList());
        counts.put("follow_ups", outcome.followUps());
        counts.put("quarantined", outcome.quarantined());
        return counts;
    }

    /** {@return what feeds as a whole were followed up with, as old as reports are kept} */
    private List<Path> followUps(Instant now) throws IOException {
        List<Path> old = new ArrayList<>();
        for (Path file : erased.followUps()) {
            if (isOld(file, ReportFolder.Kind.REPORT, now)) {
                old.add(file);
            }
        }
        return old;
    }

    /** {@return what was put aside and is as old as inputs are kept} */
    private List<Path> quarantined(Instant now) throws IOException {
        Path quarantine = home.resolve("quarantine");
        List<Path> old = new ArrayList<>();
        if (Files.isDirectory(quarantine, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(quarantine)) {
                for (Path entry : entries.toList()) {
                    if (isOld(entry, ReportFolder.Kind.INPUT, now)) {
                        old.add(entry);
                    }
                }
            }
        }
        return old;
    }

    /** {@return whether it has been there for longer than files of that kind are kept; not when somebody has just taken it away} */
    private boolean isOld(Path file, ReportFolder.Kind kind, Instant now) throws IOException {
        try {
            Instant put =
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            return keep.isOver(kind, put, now);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
