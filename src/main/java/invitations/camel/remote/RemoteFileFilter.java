package invitations.camel.remote;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpATTRS;
import invitations.base.StabilityTracker;
import invitations.remote.RemoteFileName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a server's file through when it has come to rest, is a regular one, and has a name and a size that may be used. What
 * is left at the server for its name or size is said once. For one poll at a time.
 */
final class RemoteFileFilter implements GenericFileFilter<Object> {
    /** A server may have any number of them. */
    private static final int SAID_AT_MOST = 500;

    /** Of a name, in characters. */
    private static final int SHOWN = 300;

    private static final Logger LOG = LoggerFactory.getLogger(RemoteFileFilter.class);

    private final StabilityTracker looks;
    private final long largest;
    private final Set<String> ours;
    private final Set<String> said = new HashSet<>();

    /**
     * @param looks what counts how long a file has been as it is
     * @param largest how many bytes a file may have
     * @param ours folders at servers that the program fills: no feeds
     */
    RemoteFileFilter(StabilityTracker looks, long largest, Set<String> ours) {
        this.largest = largest;
        this.looks = looks;
        this.ours = ours;
    }

    /** A new poll. */
    void begin() {
        looks.begin();
    }

    @Override
    public boolean accept(GenericFile<Object> file) {
        String name = file.getFileNameOnly();
        String path = file.getAbsoluteFilePath();
        if (file.isDirectory()) {
            return !ours.contains(path.replaceFirst("^/", ""))
                    && accept(
                            path, RemoteFileName.isFeed(name) ? Optional.empty() : Optional.of("is no name of a feed"));
        }
        if (RemoteFileName.isTemporary(name)
                || !isRegular(file)
                || !accept(path, RemoteFileName.problemWith(name))
                || !accept(path, problemWithSize(file.getFileLength()))) {
            return false;
        }
        return looks.look(path, file.getFileLength(), file.getLastModified());
    }

    /** Servers that tell nothing of kinds have regular files only. A link would lead anywhere. */
    private static boolean isRegular(GenericFile<Object> file) {
        // FTP's consumer hands on nothing else.
        if (file.getFile() instanceof SftpRemoteFile<?> remote
                && remote.getRemoteFile() instanceof ChannelSftp.LsEntry entry) {
            SftpATTRS attributes = entry.getAttrs();
            return attributes.isReg() || (attributes.getFlags() & SftpATTRS.SSH_FILEXFER_ATTR_PERMISSIONS) == 0;
        }
        return true;
    }

    private Optional<String> problemWithSize(long size) {
        return size > largest
                ? Optional.of("has " + size + " bytes, and at most " + largest
                        + " are taken; split it, or raise invitations.limit.file-size")
                : Optional.empty();
    }

    private boolean accept(String path, Optional<String> problem) {
        problem.ifPresent(words -> {
            if (said.size() < SAID_AT_MOST && said.add(path)) {
                LOG.error(
                        "The server's '{}' {}: it is left there",
                        path.substring(0, Math.min(path.length(), SHOWN)),
                        words);
            }
        });
        return problem.isEmpty();
    }
}
