package invitations.home;

import invitations.base.PrivateGroups;
import invitations.base.TrustedOwners;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at owners and modes of what the program relies on. Another user who may write a home, its settings, keys or routes
 * could put other files in the place of those that were checked, or of the ledger; a group counts as other users, unless it
 * is the owner's own. Owners may be this program's user and root. For one thread, and one look.
 */
final class AccessCheck {
    private static final Set<String> NO_LINKS = Set.of("drop", "work", "hold", "incoming", "quarantine");
    private static final int STICKY = 01000;

    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<Path> parentsSeen = new HashSet<>();
    private final PrivateGroups groups = PrivateGroups.find();
    private final TrustedOwners owners;

    private AccessCheck() throws IOException {
        owners = TrustedOwners.find();
    }

    /**
     * Everything that the settings name.
     *
     * @return what is wrong and the command to run, a sentence each, without its end; empty when nothing is wrong
     */
    static List<String> problems(Settings settings) throws IOException {
        AccessCheck check = new AccessCheck();
        Path home = settings.home();
        check.home(home, Boolean.parseBoolean(settings.text(Property.HOME_SHARED)));
        if (holdsSecret(settings, home.resolve("application.properties"))) {
            check.secretSettings(home.resolve("application.properties"));
        }
        Path routes = Path.of(settings.text(Property.ROUTES)).toAbsolutePath().normalize();
        check.tree(routes);
        for (Property key : List.of(Property.SFTP_KEY_FILE, Property.PGP_KEY_FILE)) {
            if (settings.optional(key).isPresent()) {
                check.secret(Path.of(settings.text(key)));
            }
        }
        for (Property file : List.of(Property.SFTP_KNOWN_HOSTS, Property.FTPS_AUTHORITIES)) {
            if (settings.optional(file).isPresent()) {
                check.file(Path.of(settings.text(file)));
            }
        }
        return List.copyOf(check.problems);
    }

    /** A home alone, with the file of its ledger's key. */
    static List<String> problemsOfHome(Path home, boolean isDropShared) throws IOException {
        AccessCheck check = new AccessCheck();
        check.home(home, isDropShared);
        return List.copyOf(check.problems);
    }

    private static boolean holdsSecret(Settings settings, Path file) {
        return Stream.of(Property.values())
                .filter(Property::isSecret)
                .map(settings::value)
                .anyMatch(value -> !value.text().isEmpty() && value.origin().equals(file.toString()));
    }

    private void home(Path home, boolean isDropShared) throws IOException {
        file(home);
        for (String name : GuardedFiles.PRIVATE) {
            unlinked(home.resolve(name));
            look(home.resolve(name), "");
        }
        secret(home.resolve("ledger.key"));
        for (Path file : entries(home.resolve("feeds"))) {
            look(file, "");
        }
        Path drop = home.resolve("drop");
        unlinked(drop);
        if (isDropShared) {
            return;
        }
        String orShared = ", or set invitations.home.shared=true";
        look(drop, orShared);
        for (Path feed : entries(drop)) {
            if (Files.isDirectory(feed, LinkOption.NOFOLLOW_LINKS)) {
                look(feed, orShared);
            }
        }
    }

    /** A folder with its files. */
    private void tree(Path folder) throws IOException {
        file(folder);
        for (Path file : entries(folder)) {
            look(file, "");
        }
    }

    /** Something whose folders nobody else may rename either. */
    private void file(Path path) throws IOException {
        look(path, "");
        if (Files.exists(path)) {
            parents(path.toAbsolutePath().normalize());
            parents(path.toRealPath());
        } else {
            parents(path.toAbsolutePath().normalize());
        }
    }

    private void secret(Path path) throws IOException {
        file(path);
        if (!Files.exists(path)) {
            return;
        }
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        Set<PosixFilePermission> modes = attributes.permissions();
        // Secrets that a machine's root hands out are read by the group of the program.
        boolean byGroup = modes.contains(PosixFilePermission.GROUP_READ)
                && attributes.owner().equals(owners.user());
        if (byGroup || modes.contains(PosixFilePermission.OTHERS_READ)) {
            problems.add(path + " is secret, and other users may read it; say chmod 600 '" + path + "' first");
        }
    }

    /** The settings are where an editor has written them, so that a folder which nobody else may enter is enough. */
    private void secretSettings(Path path) throws IOException {
        boolean isOpen = isOpen(path, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE)
                || isOpen(path, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
        if (isOpen) {
            problems.add(path + " has a key or a password in it, and other users may read it; say chmod 600 '" + path
                    + "' first");
        }
    }

    private static boolean isOpen(Path path, PosixFilePermission read, PosixFilePermission enter) throws IOException {
        if (!Files.getPosixFilePermissions(path).contains(read)) {
            return false;
        }
        Path folder = path.toRealPath().getParent();
        while (folder != null) {
            if (!Files.getPosixFilePermissions(folder).contains(enter)) {
                return false;
            }
            folder = folder.getParent();
        }
        return true;
    }

    private void unlinked(Path path) {
        if (NO_LINKS.contains(String.valueOf(path.getFileName())) && Files.isSymbolicLink(path)) {
            problems.add(path + " is a link, which is not followed; make it a folder, or mount one there");
        }
    }

    /** The thing itself, and what it leads to where it is a link. */
    private void look(Path path, String otherwise) throws IOException {
        try {
            PosixFileAttributes own = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            owner(path, own.owner(), otherwise);
            PosixFileAttributes attributes =
                    own.isSymbolicLink() ? Files.readAttributes(path, PosixFileAttributes.class) : own;
            owner(path, attributes.owner(), otherwise);
            modes(path, attributes, otherwise);
        } catch (NoSuchFileException notThere) {
            // It is made when it is needed, with modes of its own.
        }
    }

    private void owner(Path path, UserPrincipal owner, String otherwise) {
        if (!owners.has(owner)) {
            problems.add(path + " belongs to the user " + owner.getName() + ", not to "
                    + owners.user().getName() + " who runs this; let root say chown "
                    + owners.user().getName() + " '" + path + "' first" + otherwise);
        }
    }

    private void modes(Path path, PosixFileAttributes attributes, String otherwise) {
        Set<PosixFilePermission> modes = attributes.permissions();
        if (modes.contains(PosixFilePermission.OTHERS_WRITE)) {
            problems.add(path + " may be written by every user of this machine; say chmod o-w '" + path + "' first"
                    + otherwise);
        }
        if (modes.contains(PosixFilePermission.GROUP_WRITE) && !groups.isPrivate(attributes)) {
            problems.add(
                    path + " may be written by the users of its group; say chmod g-w '" + path + "' first" + otherwise);
        }
    }

    /** A user who may write a folder may rename what is in it, unless it is sticky. */
    private void parents(Path path) throws IOException {
        for (Path folder = path.getParent(); folder != null && parentsSeen.add(folder); folder = folder.getParent()) {
            if (!Files.exists(folder)) {
                continue;
            }
            boolean isSticky = Files.getAttribute(folder, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            boolean byOthers = attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
            boolean byGroup =
                    attributes.permissions().contains(PosixFilePermission.GROUP_WRITE) && !groups.isPrivate(attributes);
            if (!isSticky && (byOthers || byGroup)) {
                problems.add(folder + " may be written by " + (byOthers ? "every user of this machine" : "its group")
                        + ", who may put another folder in the place of " + path + "; say chmod "
                        + (byOthers ? "go-w" : "g-w") + " '" + folder + "' first");
            }
            UserPrincipal owner = attributes.owner();
            if (!owners.has(owner)) {
                problems.add(folder + " belongs to the user " + owner.getName() + ", who may put another folder in the"
                        + " place of " + path + "; let root say chown "
                        + owners.user().getName() + " '" + folder
                        + "' first, or choose another place");
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
