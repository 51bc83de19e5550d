package invitations.base;

import java.util.UUID;

/** A name that no other file has, made of one that is taken. */
public final class UniqueName {
    private UniqueName() {}

    /** The name with eight random digits before its ending. */
    public static String of(String name) {
        int dot = name.lastIndexOf('.');
        String unique = "-" + UUID.randomUUID().toString().substring(0, 8);
        return dot > 0 ? name.substring(0, dot) + unique + name.substring(dot) : name + unique;
    }
}
