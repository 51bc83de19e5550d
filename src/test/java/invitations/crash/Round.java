package invitations.crash;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleOfTwoFiles;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two files on their way to a sandbox, by a program that is killed and started again until everything has ended. All
 * choices are made by the seed.
 */
final class Round {
    private static final int ROWS = 150;
    private static final Duration SETTLE_TIME = Duration.ofSeconds(1);
    private static final int MOST_STARTS = 40;

    private final Path folder;
    private final long seed;
    private final Trouble trouble;
    private final boolean watches;
    private final Random random;
    private final PeopleOfTwoFiles people;

    /** What is done to the home while the program is dead. */
    interface Between {
        void edit(Path home);
    }

    /**
     * How a round went.
     *
     * @param kills how often the program was killed
     * @param hits how many of these found it at work: it had called the API since its start, and rows were open
     */
    record Result(String name, int kills, int hits, Verdict verdict) {}

    Round(Path folder, long seed, Trouble trouble, boolean watches) {
        this.folder = folder;
        this.seed = seed;
        this.trouble = trouble;
        this.watches = watches;
        this.random = new Random(seed);
        this.people = PeopleOfTwoFiles.withRedeemers(ROWS, trouble.refuses(), random);
    }

    /** Kills the program so often, unless it has ended before. */
    Result play(int kills, Between between) throws IOException, InterruptedException {
        try (SandboxStage stage = SandboxStage.open(folder, sandbox())) {
            stage.set(Property.SETTLE_TIME, SETTLE_TIME.toMillis() + "ms");
            stage.set(Property.REQUEST_TIMEOUT, "250ms");
            stage.set(Property.SEND_BATCH_SIZE, "10");
            // The second file is shorter than the first, as meant here.
            stage.set(Property.GUARD_SHRINKAGE, "30% and 100");
            if (people.redeemers() > 0) {
                stage.post("program/blank/", "{" + PeopleOfTwoFiles.POOL + ",\"count\":" + people.redeemers() + "}");
            }
            trouble.orders(random).forEach(stage.sandbox()::order);
            List<Path> files = people.write(folder.resolve("in"));
            if (watches) {
                drop(stage, files, "");
            }
            int killed = 0;
            int hits = 0;
            boolean ended = false;
            for (int start = 0; !ended; start++) {
                if (start == MOST_STARTS) {
                    throw new AssertionError(name() + " does not end");
                }
                long before = stage.sandbox().requestCount();
                try (LauncherProcess launched =
                        LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), verb(files))) {
                    if (killed < kills && !hasEndedFirst(stage, launched, before)) {
                        launched.kill();
                        killed++;
                        hits += stage.sandbox().requestCount() > before && LedgerImage.openRows(stage.home()) > 0
                                ? 1
                                : 0;
                        between.edit(stage.home());
                        if (watches && random.nextInt(3) == 0) {
                            drop(stage, files, "again-" + killed + "-");
                        }
                    } else {
                        ended = end(stage, launched);
                    }
                }
            }
            return new Result(
                    name(),
                    killed,
                    hits,
                    Verdict.of(
                            stage.sandbox().record(),
                            people.wanted(),
                            heldBack(stage.home()),
                            sentAlone(stage.home())));
        }
    }

    /** {@return where lists lie, who is in doubt is held back for a person, and not lost; elsewhere nobody is} */
    private Set<String> heldBack(Path home) {
        return trouble.lists() == Variants.Lists.COMPLETE ? Set.of() : LedgerImage.heldBack(home);
    }

    /** {@return where no list shows anybody, one row of each place may be sent again alone: see operations.md, Witnesses} */
    private Set<String> sentAlone(Path home) {
        return trouble.lists() == Variants.Lists.EMPTY ? LedgerImage.sentAlone(home) : Set.of();
    }

    private String name() {
        return "round " + seed + " (" + trouble + ", " + (watches ? "run" : "send") + ")";
    }

    private SandboxSettings sandbox() {
        Variants variants = Variants.standard()
                .withMetadata(pick(Variants.Metadata.values()))
                .withEnvelope(pick(Variants.Envelope.values()))
                .withErrorCodes(pick(Variants.ErrorCodes.values()))
                .withEmails(pick(Variants.Emails.values()))
                .withListLag(Duration.ofMillis(random.nextInt(50)))
                .withLists(trouble.lists());
        return SandboxSettings.withKey(SandboxStage.KEY)
                .withLatency(Duration.ofMillis(30))
                .withVariants(variants)
                .withoutRequests();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String[] verb(List<Path> files) {
        return watches
                ? new String[] {"run"}
                : Stream.concat(Stream.of("send", "--yes"), files.stream().map(Path::toString))
                        .toArray(String[]::new);
    }

    private static void drop(SandboxStage stage, List<Path> files, String prefix) throws IOException {
        Path drop = Files.createDirectories(stage.home().resolve("drop"));
        for (Path file : files) {
            Path hidden = Files.copy(file, drop.resolve("." + prefix + file.getFileName()));
            Files.move(hidden, drop.resolve(prefix + file.getFileName()));
        }
    }

    /** Waits for the moment of the kill: some calls after the start, and a bit; at times without looking. */
    private boolean hasEndedFirst(SandboxStage stage, LauncherProcess launched, long before)
            throws InterruptedException, IOException {
        if (random.nextInt(7) == 0) {
            return launched.hasEndedAfter(random.nextInt(1_500));
        }
        long calls = before + 1 + random.nextInt(16);
        while (stage.sandbox().requestCount() < calls) {
            if (launched.hasEndedAfter(2) || (watches && isAllDone(stage))) {
                return true;
            }
        }
        return launched.hasEndedAfter(random.nextInt(60));
    }

    /** Lets it work to its end; whether it found one, or wants to be started again. */
    private boolean end(SandboxStage stage, LauncherProcess launched) throws IOException, InterruptedException {
        if (watches) {
            long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
            while (!isAllDone(stage)) {
                if (launched.hasEndedAfter(20) || System.nanoTime() > deadline) {
                    throw new AssertionError(name() + " does not end: " + LedgerImage.states(stage.home()) + ", "
                            + LedgerImage.statuses(stage.home()) + ", " + launched.err());
                }
            }
            launched.terminate();
            return launched.exitCode() == 143;
        }
        int code = launched.exitCode();
        if (code != 0 && code != 3 && code != 5) {
            throw new AssertionError(name() + " ended with " + code + ": " + launched.err());
        }
        return code != 5;
    }

    /** {@return whether every dropped file has come back with its report, and nothing is left in between} */
    private boolean isAllDone(SandboxStage stage) throws IOException {
        return isEmpty(stage.home().resolve("drop"))
                && isEmpty(stage.home().resolve("work"))
                && LedgerImage.states(stage.home())
                        .equals(Map.of("REPORTED", (long) people.files().size()));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
