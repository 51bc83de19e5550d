package invitations.remote;

import invitations.base.TemporaryName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server may name its files so that they are taken: a user of the server is not trusted with paths. */
public final class RemoteFileName {
    /** Leaves room for what is put before it, where file systems take 255 bytes. */
    public static final int LONGEST = 200;

    private RemoteFileName() {}

    /** {@return what is wrong with the name, as a phrase; empty when it may be used for a file} */
    public static Optional<String> problemWith(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            return Optional.of("is no name of a file");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return Optional.of("has a path in it");
        }
        // The SFTP client takes these for many files: deleting the one would delete them all.
        if (name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
            return Optional.of("has a wildcard in it");
        }
        if (name.codePoints().anyMatch(RemoteFileName::isInvisible)) {
            return Optional.of("has a character that nobody sees");
        }
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? Optional.of("is longer than " + LONGEST + " bytes")
                : Optional.empty();
    }

    /** {@return whether programs name files like that which are not complete, or are none of anybody's} */
    public static boolean isTemporary(String name) {
        return TemporaryName.isOfFile(name);
    }

    /** {@return whether a folder of that name is a feed} */
    public static boolean isFeed(String name) {
        return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> character == 0xFFFD;
        };
    }
}
