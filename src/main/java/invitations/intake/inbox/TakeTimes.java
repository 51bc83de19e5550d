package invitations.intake.inbox;

import invitations.feed.FeedFolder;
import invitations.feed.FeedReader;
import invitations.feed.time.TakeSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the time has come to take a file from the drop folder: where its feed has a schedule, at the first of its times after
 * the file arrived. That needs no memory: a time that passed while the program did not run counts as soon as it does. Safe for
 * any number of threads.
 */
public final class TakeTimes {
    private final Path drop;
    private final Function<String, @Nullable TakeSchedule> schedules;
    private final Clock clock;

    /** @param schedules by the name of a feed, when its files are taken; null for at once */
    public TakeTimes(Path drop, Function<String, @Nullable TakeSchedule> schedules, Clock clock) {
        this.drop = drop;
        this.schedules = schedules;
        this.clock = clock;
    }

    /** {@return whether the file may be taken now} */
    public boolean isDue(Path file) {
        Path folder = file.resolveSibling(".").normalize();
        String feed = folder.equals(drop.normalize()) ? FeedFolder.DEFAULT : String.valueOf(folder.getFileName());
        if (!FeedReader.isName(feed)) {
            return true;
        }
        TakeSchedule schedule = schedules.apply(feed);
        if (schedule == null) {
            return true;
        }
        try {
            return schedule.isDue(arrived(file), clock.instant());
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * When the file got its name or its content here. The time that it was changed is its sender's to say, and may be years
     * back; the system's own time of its entry is not.
     */
    private static Instant arrived(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return ((FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).toInstant();
        }
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }
}
