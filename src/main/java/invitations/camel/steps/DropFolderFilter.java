package invitations.camel.steps;

import invitations.intake.inbox.DropFolderScan;
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

    public DropFolderFilter(DropFolderScan scan) {
        this.scan = scan;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        scan.look();
        return true;
    }

    @Override
    public boolean accept(GenericFile<Object> candidate) {
        Path path = Path.of(candidate.getAbsoluteFilePath());
        return candidate.isDirectory() ? scan.isFeedFolder(path) : scan.isComplete(path);
    }
}
