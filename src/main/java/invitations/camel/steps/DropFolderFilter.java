package invitations.camel.steps;

import invitations.intake.inbox.DropFolderScan;
import invitations.intake.inbox.TakeTimes;
import java.nio.file.Path;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/**
 * The bean {@code dropped-files}: has the drop folder looked through before each poll, and lets the files through that are
 * complete. For the one thread that polls.
 */
public final class DropFolderFilter extends DefaultPollingConsumerPollStrategy implements GenericFileFilter<Object> {
    private final DropFolderScan scan;
    private final TakeTimes times;

    /** @param times when the files of feeds are taken */
    public DropFolderFilter(DropFolderScan scan, TakeTimes times) {
        this.scan = scan;
        this.times = times;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        scan.look();
        return true;
    }

    @Override
    public boolean accept(GenericFile<Object> candidate) {
        Path path = Path.of(candidate.getAbsoluteFilePath());
        return candidate.isDirectory() ? scan.isFeedFolder(path) : scan.isComplete(path) && times.isDue(path);
    }
}
