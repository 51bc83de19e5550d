package invitations.intake.inbox;

import invitations.base.FileSnapshot;
import invitations.base.SecureFolder;
import invitations.base.TrustedOwners;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A file that was named on the command line, open to be copied. It is a plain file under no other name, and no link of
 * another user leads to it: otherwise who may write its folder could have any file of this user sent. For one thread.
 */
public final class GivenFile implements Closeable {
    private static final Path ROOT = Path.of("/");
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final SecureFolder folder;
    private final Path name;
    private final FileSnapshot found;

    private GivenFile(SecureFolder folder, Path name, FileSnapshot found) {
        this.folder = folder;
        this.name = name;
        this.found = found;
    }

    /**
     * Opens the file's folder and looks at the file.
     *
     * @throws NotUsableException when it is a link or has further names, or a link of another user leads to it
     * @throws IOException when it cannot be reached
     */
    public static GivenFile open(Path given) throws IOException {
        Path name = given.getFileName();
        if (name == null) {
            throw new NotUsableException("expected a file that can be read");
        }
        TrustedOwners owners = TrustedOwners.find();
        SecureFolder folder = folder(given.toAbsolutePath().resolveSibling(""), owners);
        try {
            FileSnapshot found = folder.at(name);
            if (found.kind() == FileSnapshot.Kind.LINK) {
                throw new NotUsableException("is a link, which is not followed: name the file that it leads to");
            }
            if (found.kind() != FileSnapshot.Kind.FILE) {
                throw new NotUsableException("expected a file that can be read");
            }
            if (found.links() > 1) {
                throw new NotUsableException(
                        "has further names (hard links), by which others may change it: name a copy of it");
            }
            return new GivenFile(folder, name, found);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Copies the file, as it is now.
     *
     * @param limit how many bytes it may have; it is looked at before anything is copied
     * @throws invitations.invitation.FileRefusedException when it has more, or grows beyond that while it is copied
     */
    public void copyTo(Path target, long limit) throws IOException {
        BoundedCopy copy = new BoundedCopy(limit);
        copy.check(found.size());
        copy.copy(folder.read(name), target);
        if (!folder.at(name).isSame(found)) {
            throw new IOException(name + " was replaced while it was copied");
        }
    }

    /** {@return how many bytes it had when it was looked at} */
    public long size() {
        return found.size();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private static SecureFolder folder(Path given, TrustedOwners owners) throws IOException {
        Path real = resolved(given, owners);
        try {
            return SecureFolder.open(ROOT, real);
        } catch (AccessDeniedException mayNotBeListed) {
            // A folder that may be entered and not be listed, such as a home of mode 711, cannot be opened by steps.
            for (Path above = real; above != null; above = above.getParent()) {
                if (!owners.has(Files.getOwner(above, LinkOption.NOFOLLOW_LINKS))) {
                    throw new NotUsableException(
                            "its folder " + above + " belongs to another user and cannot be listed");
                }
            }
            return SecureFolder.open(real, real);
        }
    }

    /** The folder without links; those that belong to this user or to root are followed. */
    private static Path resolved(Path given, TrustedOwners owners) throws IOException {
        Deque<Path> left = new ArrayDeque<>();
        given.forEach(left::add);
        Path at = ROOT;
        int links = 0;
        while (!left.isEmpty()) {
            Path name = left.remove();
            if (name.toString().isEmpty() || name.toString().equals(".")) {
                continue;
            }
            if (name.toString().equals("..")) {
                at = at.getNameCount() > 1 ? at.resolveSibling("") : ROOT;
                continue;
            }
            Path next = at.resolve(name);
            PosixFileAttributes found =
                    Files.readAttributes(next, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isSymbolicLink()) {
                at = next;
                continue;
            }
            links++;
            if (links > MOST_LINKS || !owners.has(found.owner())) {
                throw new NotUsableException("its folder " + next + " is a link of the user "
                        + found.owner().getName() + ", which is not followed: name the folder that it leads to");
            }
            Path target = Files.readSymbolicLink(next);
            at = target.isAbsolute() ? ROOT : at;
            Deque<Path> names = new ArrayDeque<>();
            target.forEach(names::push);
            names.forEach(left::push);
        }
        return at;
    }

    /** Why a file that was named is not used, as a phrase that follows its name. */
    public static final class NotUsableException extends IOException {
        private static final long serialVersionUID = 1L;

        NotUsableException(String why) {
            super(why);
        }
    }
}
