package invitations.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Whose files the program relies on: those of its own user and of root. Immutable.
 *
 * @param user the program's own
 * @param root who owns the root of the file system, by whatever name a container knows them
 */
public record TrustedOwners(UserPrincipal user, UserPrincipal root) {
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    /** Those of this process. */
    public static TrustedOwners find() throws IOException {
        return new TrustedOwners(ownerOfThis(), Files.getOwner(Path.of("/")));
    }

    /** By what belongs to it, since a user may have no name. */
    private static UserPrincipal ownerOfThis() throws IOException {
        if (Files.exists(THIS_PROCESS)) {
            return Files.getOwner(THIS_PROCESS);
        }
        Path own = Files.createTempFile("invitations-", ".owner");
        try {
            return Files.getOwner(own);
        } finally {
            Files.delete(own);
        }
    }

    /** {@return whether the owner may do what the program does, or anything} */
    public boolean has(UserPrincipal owner) {
        return owner.equals(user) || owner.equals(root) || owner.getName().equals("root");
    }
}
