package invitations.intake.inbox;

import invitations.base.FileSnapshot;
import invitations.base.PrivateFolders;
import invitations.base.SecureFolder;
import invitations.base.UniqueName;
import invitations.feed.FeedFolder;
import invitations.home.HomeFolder;
import invitations.intake.read.DropFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files as they were taken out of the drop folder, each beside the private copy that is worked on. A rename does not
 * close a file for those who write it; what they write arrives here and is found, while the copy stays as it was hashed and
 * planned. Each is at {@code work/<random>/.original/<feed>/<name>}. Safe for any number of threads.
 */
public final class OriginalFiles {
    private static final String FOLDER = ".original";
    private static final String COPY = ".copy";
    private static final int BUFFER = 1 << 16;

    private final HomeFolder home;

    public OriginalFiles(HomeFolder home) {
        this.home = home;
    }

    /**
     * Puts a private copy in the place of a file that was taken, and keeps that beside it.
     *
     * @param largest how many bytes are copied at the most: what is larger is refused as it is
     * @return whether a copy was made
     */
    boolean keep(Path file, long largest) throws IOException {
        FileSnapshot found = FileSnapshot.at(file);
        if (found.kind() != FileSnapshot.Kind.FILE || found.size() > largest || isKept(file)) {
            return false;
        }
        Path copy = place(file).resolve(COPY);
        Files.deleteIfExists(copy);
        Files.createFile(copy, PrivateFolders.FILE);
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = Files.newOutputStream(copy, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            // One that grows faster than it is copied is larger than may be, at last.
            long copied = 0;
            for (int read = in.read(buffer); read >= 0 && copied <= largest; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                copied += read;
            }
        }
        Files.setLastModifiedTime(copy, found.time());
        Path original = original(file);
        PrivateFolders.create(original.resolveSibling("."));
        Files.move(file, original, StandardCopyOption.ATOMIC_MOVE);
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** {@return whether the file is a copy, beside which there is what was taken} */
    boolean isKept(Path file) {
        return Files.isRegularFile(original(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** {@return whether what was taken is not what its copy is any more: its size, its time, or a byte of it has changed} */
    public boolean hasChanged(Path file) throws IOException {
        if (!isKept(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        FileSnapshot copy = FileSnapshot.at(file);
        FileSnapshot original = FileSnapshot.at(original(file));
        // Times of files are set by the microsecond, and shown by the nanosecond.
        return copy.size() != original.size()
                || copy.time().to(TimeUnit.MICROSECONDS) != original.time().to(TimeUnit.MICROSECONDS)
                || Files.mismatch(file, original(file)) >= 0;
    }

    /**
     * {@return whether what was taken has other content than this}
     *
     * @param content a SHA-256, in hex
     */
    public boolean isOther(Path file, String content) throws IOException {
        if (!isKept(file)) {
            return false;
        }
        try (DropFile original = DropFile.open(original(file))) {
            return !original.hash().equals(content);
        }
    }

    /**
     * Puts what was taken back into the drop folder, where it is to come to rest.
     *
     * @return its name there: another one where a file of its own name waits already
     * @throws IOException when that cannot be done; then it is where it was
     */
    public Path giveBack(Path file) throws IOException {
        return giveBack(original(file), file.getName(file.getNameCount() - 2).toString());
    }

    private Path giveBack(Path original, String feed) throws IOException {
        Path folder =
                feed.equals(FeedFolder.DEFAULT) ? home.drop() : home.drop().resolve(feed);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFolders.create(folder);
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("drop/" + feed + " is no folder");
        }
        Path name = original.getFileName();
        try (SecureFolder from = SecureFolder.above(home.root(), original);
                SecureFolder to = SecureFolder.open(home.root(), folder)) {
            Path free = name;
            while (!from.moveAside(name, to, free)) {
                free = Path.of(UniqueName.of(name.toString()));
            }
            return folder.resolve(free);
        }
    }

    /** Puts back what was taken into a place, and has no copy: a crash came before one was made, or after it was given up. */
    void giveBackAll(Path place) throws IOException {
        Path originals = place.resolve(FOLDER);
        if (Files.isDirectory(originals, LinkOption.NOFOLLOW_LINKS)) {
            for (Path feed : children(originals)) {
                for (Path original : children(feed)) {
                    giveBack(original, feed.getFileName().toString());
                }
            }
        }
    }

    /** Removes what was taken, and what is left of copying it. */
    void remove(Path place) throws IOException {
        Files.deleteIfExists(place.resolve(COPY));
        Path originals = place.resolve(FOLDER);
        if (Files.exists(originals, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFolders.delete(originals);
        }
    }

    private static Path original(Path file) {
        Path place = place(file);
        return place.resolve(FOLDER).resolve(place.relativize(file).toString());
    }

    private static Path place(Path file) {
        return file.resolve("../..").normalize();
    }

    private static Iterable<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
