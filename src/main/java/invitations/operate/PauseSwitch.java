package invitations.operate;

import invitations.ledger.Ledger;
import invitations.ledger.operate.OperatorRefusedException;
import invitations.send.time.PauseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pauses feeds and ends their pauses, by the files that say so. The audit trail has who did it. Safe for any number of threads.
 */
public final class PauseSwitch {
    private final Path home;
    private final @Nullable Ledger ledger;

    /** @param ledger whose trail has it; null where the home has none yet */
    public PauseSwitch(Path home, @Nullable Ledger ledger) {
        this.home = home;
        this.ledger = ledger;
    }

    /**
     * Lets nothing more be sent.
     *
     * @param feed of that feed; null for all
     * @return what was done, in sentences
     * @throws OperatorRefusedException when the file cannot be made
     */
    public String pause(@Nullable String feed, String who) {
        PauseFile file = PauseFile.of(home, feed);
        try {
            if (!file.make()) {
                return what(feed) + " paused already, by the file " + file.name() + ".";
            }
        } catch (IOException e) {
            throw new OperatorRefusedException("the file " + file.name() + " cannot be made: " + e);
        }
        note("PAUSED", feed, who);
        return what(feed) + " paused by the file " + file.name() + ": nothing more is sent until resume"
                + (feed == null ? "" : " --feed " + feed) + ", and what is on its way ends.";
    }

    /**
     * Ends a pause.
     *
     * @param feed that of the feed; null for that of all feeds
     * @return what was done, in sentences; empty where nothing was
     * @throws OperatorRefusedException when the file cannot be removed
     */
    public String resume(@Nullable String feed, String who) {
        PauseFile file = PauseFile.of(home, feed);
        try {
            if (!file.remove()) {
                return "";
            }
        } catch (IOException e) {
            throw new OperatorRefusedException("the file " + file.name() + " cannot be removed: " + e);
        }
        note("UNPAUSED", feed, who);
        return what(feed) + " no longer paused.";
    }

    /** {@return whether a file pauses that feed by itself, or all where it is null} */
    public boolean isPaused(@Nullable String feed) {
        return PauseFile.of(home, feed).isThere();
    }

    private void note(String event, @Nullable String feed, String who) {
        if (ledger != null) {
            Map<String, String> details = new TreeMap<>();
            details.put("feeds", feed == null ? "all" : feed);
            ledger.audit().noted(event, who, details);
        }
    }

    private static String what(@Nullable String feed) {
        return feed == null ? "All feeds are" : "The feed " + feed + " is";
    }
}
