package invitations.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/**
 * Groups that have one user only, as many systems make one for each user, of the same name; files are group-writable there
 * by default. What such a group may write, no other user may. Says so only where the files of users and groups show it: a
 * group that is kept elsewhere, or has another member, is none of these. Immutable.
 */
public final class PrivateGroups {
    private static final int NAME = 0;
    private static final int ID = 2;
    /** Of a group its members, of a user the group that all files get. */
    private static final int LAST = 3;

    private final Path groups;
    private final Path users;

    private PrivateGroups(Path groups, Path users) {
        this.groups = groups;
        this.users = users;
    }

    /** Those of this machine; none where its files cannot be read. */
    public static PrivateGroups find() {
        return read(Path.of("/etc/group"), Path.of("/etc/passwd"));
    }

    /** Those that the files say, in the form of {@code group(5)} and {@code passwd(5)}. */
    static PrivateGroups read(Path groups, Path users) {
        return new PrivateGroups(groups, users);
    }

    /** {@return whether the group of the file has its owner as the only user} Never that of root. */
    public boolean isPrivate(PosixFileAttributes file) {
        return isPrivate(file.group().getName(), file.owner().getName());
    }

    /** The files are read for that alone: hardly any start asks. */
    boolean isPrivate(String group, String owner) {
        if (!group.equals(owner) || owner.equals("root")) {
            return false;
        }
        try {
            List<String[]> all = lines(users);
            return lines(groups).stream()
                    .filter(line -> line[NAME].equals(group))
                    .anyMatch(line -> isOnly(owner, line[LAST]) && isOnlyUser(all, owner, line[ID]));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isOnly(String owner, String members) {
        return members.isEmpty() || members.equals(owner);
    }

    private static boolean isOnlyUser(List<String[]> users, String owner, String group) {
        return users.stream().filter(line -> line[LAST].equals(group)).allMatch(line -> line[NAME].equals(owner));
    }

    private static List<String[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(":", -1))
                .filter(parts -> parts.length > LAST)
                .toList();
    }
}
