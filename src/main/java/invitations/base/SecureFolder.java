package invitations.base;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A folder that was opened without following a link. Everything is done to names in the open folder itself, so that a
 * folder or a link that is put under its path meanwhile changes nothing. For one thread.
 */
public final class SecureFolder implements Closeable {
    private static final Path ITSELF = Path.of(".");

    private final SecureDirectoryStream<Path> stream;
    private final Path path;

    private SecureFolder(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    /**
     * Opens a folder, by one step from the base to each folder below it.
     *
     * @param base a folder that only the owner may write, and whose path is trusted
     * @param folder the base itself, or a folder below it
     * @throws IOException when one of the folders below the base is a link, is no folder, or is not there
     */
    public static SecureFolder open(Path base, Path folder) throws IOException {
        SecureFolder open = new SecureFolder(opened(base), base);
        if (folder.equals(base)) {
            return open;
        }
        for (Path name : base.relativize(folder)) {
            try (SecureFolder outer = open) {
                open = outer.open(name);
            }
        }
        return open;
    }

    /** The same for the folder that has a file, which need not exist. */
    public static SecureFolder above(Path base, Path file) throws IOException {
        return open(base, file.resolveSibling("").normalize());
    }

    private static SecureDirectoryStream<Path> opened(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                return secure.newDirectoryStream(ITSELF, LinkOption.NOFOLLOW_LINKS);
            }
        }
        throw new IOException(folder + " is on a system that cannot open folders without following links");
    }

    /** Opens a folder in this one. */
    public SecureFolder open(Path name) throws IOException {
        return new SecureFolder(
                stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), path.resolve(name.toString()));
    }

    /** The names in the folder, in no order. */
    public List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        // A stream is read once; the same folder may be asked again.
        try (SecureDirectoryStream<Path> again = stream.newDirectoryStream(ITSELF, LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : again) {
                names.add(child.getFileName());
            }
        }
        return names;
    }

    /**
     * Looks at something in the folder. Its number of names is what its path shows: a user who has moved the folder away may
     * make that wrong, so it is looked at again where nobody else can write.
     *
     * @throws IOException when it is not there
     */
    public FileSnapshot at(Path name) throws IOException {
        return FileSnapshot.of(
                stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes(),
                FileSnapshot.links(path.resolve(name)));
    }

    /** Renames something into another folder; what has the new name there already is replaced. */
    public void move(Path name, SecureFolder to, Path newName) throws IOException {
        stream.move(name, to.stream, newName);
    }

    /**
     * Renames something into another folder, where nothing has that name.
     *
     * @return false when something has it; then nothing is changed
     */
    public boolean moveAside(Path name, SecureFolder to, Path newName) throws IOException {
        try {
            // Taken in one step with the look whether it is free, then replaced.
            to.stream
                    .newByteChannel(
                            newName,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                            PrivateFolders.FILE)
                    .close();
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try {
            move(name, to, newName);
        } catch (IOException e) {
            to.stream.deleteFile(newName);
            throw e;
        }
        return true;
    }

    /** Opens a file in the folder to be read. */
    public SeekableByteChannel read(Path name) throws IOException {
        return stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Waits until the names in the folder are on the disk. */
    public void sync() throws IOException {
        try (SeekableByteChannel channel = read(ITSELF)) {
            if (channel instanceof FileChannel file) {
                file.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
