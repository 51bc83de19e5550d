package invitations.camel.remote;

import invitations.base.PrivateFolders;
import invitations.base.SecureFolder;
import invitations.base.UniqueName;
import invitations.home.HomeFolder;
import invitations.remote.RemoteFileName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.component.file.GenericFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code collecting}: brings a server's file into the drop folder, whole and on the disk or not at all. Whatever
 * is cut is fetched again; what was fetched twice is one drop to the ledger. Safe for any number of threads.
 */
public final class RemoteFileFetch {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteFileFetch.class);
    private static final int BUFFER = 64 * 1024;

    private final HomeFolder home;
    private final Path incoming;

    /** Takes away what a crash left half fetched. */
    public RemoteFileFetch(HomeFolder home) throws IOException {
        this.home = home;
        this.incoming = home.root().resolve("incoming");
        if (Files.isDirectory(incoming, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFolders.delete(incoming);
        }
        PrivateFolders.create(incoming);
    }

    /**
     * Takes one file; the server's copy is still there then.
     *
     * @param feed the feed of files that are in the server's folder itself; a sub-folder is one of its own
     * @throws IOException when the connection is cut, or less or more comes than the server had said
     */
    public void take(GenericFile<?> file, String feed) throws IOException {
        String name = named(
                file.getFileNameOnly(),
                RemoteFileName.problemWith(file.getFileNameOnly()).isEmpty());
        String relative = file.getRelativeFilePath();
        int slash = relative.indexOf('/');
        String folder = slash < 0 ? feed : relative.substring(0, slash);
        Path target = home.drop().resolve(named(folder, RemoteFileName.isFeed(folder)));
        Path part = incoming.resolve(UUID.randomUUID() + ".part");
        try {
            fetch(file, part);
            String dropped = publish(part, target, name);
            LOG.info("Collected {} of {} bytes for feed {}", dropped, file.getFileLength(), folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fetch(GenericFile<?> file, Path part) throws IOException {
        long expected = file.getFileLength();
        long got = 0;
        if (!(file.getBody() instanceof InputStream stream)) {
            throw new EOFException("the server gives nothing of " + file.getFileNameOnly());
        }
        try (FileChannel channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFolders.FILE)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = stream.read(buffer); read >= 0 && got <= expected; read = stream.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    got += channel.write(bytes);
                }
            }
            if (got != expected) {
                throw new EOFException("of " + file.getFileNameOnly() + " came " + got
                        + " bytes, and the server had said " + expected + ": it was cut, or is still being written");
            }
            channel.force(true);
        }
    }

    /** Moves the file into its feed without replacing one that waits there; gives the name that it has then. */
    private String publish(Path part, Path target, String name) throws IOException {
        try (SecureFolder from = SecureFolder.above(home.root(), part);
                SecureFolder drop = SecureFolder.open(home.root(), home.drop());
                SecureFolder feed = feed(drop, target)) {
            String free = name;
            while (!from.moveAside(part.getFileName(), feed, Path.of(free))) {
                free = UniqueName.of(name);
            }
            feed.sync();
            drop.sync();
            return free;
        }
    }

    /** The folder of the feed, made where it is missing; what is there under its name and is a link is not followed. */
    private static SecureFolder feed(SecureFolder drop, Path target) throws IOException {
        try {
            Files.createDirectory(target, PrivateFolders.FOLDER);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("The feed has a folder");
        }
        return drop.open(target.getFileName());
    }

    /** {@return what the filter has let through already, looked at once more where it becomes a path} */
    private static String named(String name, boolean fine) {
        if (!fine) {
            throw new IllegalArgumentException("not a name to be used here: " + name);
        }
        return name;
    }
}
