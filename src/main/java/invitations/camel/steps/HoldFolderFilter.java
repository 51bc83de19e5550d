package invitations.camel.steps;

import invitations.base.StabilityTracker;
import invitations.guard.HoldFolder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/**
 * The bean {@code holdFolderFilter}: lets the files of the folder {@code hold} through that are named as approvals, when they
 * have come to rest. No link is followed. For the one thread that polls.
 */
public final class HoldFolderFilter extends DefaultPollingConsumerPollStrategy implements GenericFileFilter<Object> {
    private final StabilityTracker looks;

    /** @param looks counts how often a file was found unchanged */
    public HoldFolderFilter(StabilityTracker looks) {
        this.looks = looks;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        looks.begin();
        return true;
    }

    @Override
    public boolean accept(GenericFile<Object> candidate) {
        Path path = Path.of(candidate.getAbsoluteFilePath());
        if (candidate.isDirectory()) {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        }
        return HoldFolder.isApproval(candidate.getFileNameOnly())
                && looks.look(path.toString(), candidate.getFileLength(), candidate.getLastModified());
    }
}
