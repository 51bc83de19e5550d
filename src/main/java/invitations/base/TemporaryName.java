package invitations.base;

import java.util.Locale;
import java.util.Set;

/**
 * The names that programs give files which are not complete, or are none of anybody's: uploads and downloads under way,
 * locks, copies of editors, and what file managers leave. Files of such names are left where they are, here and on servers.
 * Case does not count.
 */
public final class TemporaryName {
    /** Endings, without the dot before them. */
    private static final Set<String> ENDINGS = Set.of(
            // Uploads, downloads and copies under way: browsers, WinSCP, FileZilla, rclone, rsync, KDE, Camel, Spring,
            // Hadoop.
            "part",
            "partial",
            "filepart",
            "tmp",
            "temp",
            "upload",
            "uploading",
            "writing",
            "copying",
            "sending",
            "receiving",
            "transfer",
            "transferring",
            "pending",
            "incomplete",
            "unfinished",
            "inprogress",
            "in-progress",
            "in_progress",
            "progress",
            "processing",
            "_copying_",
            "download",
            "downloading",
            "crdownload",
            "opdownload",
            "fdmdownload",
            "adownload",
            "aria2",
            "lftp-pget-status",
            "aspera-ckpt",
            "gstmp",
            "!ut",
            "!qb",
            "!sync",
            "bc!",
            // Locks.
            "lock",
            "lck",
            "camellock",
            // What editors keep beside the file.
            "bak",
            "bck",
            "backup",
            "old",
            "orig",
            "save",
            "swp",
            "swo",
            "swn",
            "swx");

    /** What file managers leave in each folder. */
    private static final Set<String> NAMES = Set.of("desktop.ini", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db");

    /** Those of folders as well; a feed may have a name such as {@code class.old}. */
    private static final Set<String> OF_FOLDERS = Set.of("part", "tmp", "filepart", "crdownload");

    private TemporaryName() {}

    /** The endings of files that are left alone, in small letters, without the dot before them. */
    public static Set<String> endings() {
        return ENDINGS;
    }

    /** The names of files that are left alone, in small letters. */
    public static Set<String> names() {
        return NAMES;
    }

    /** {@return whether a file of that name is left alone} */
    public static boolean isOfFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isHidden(lower)
                || NAMES.contains(lower)
                || (lower.length() > 1 && lower.startsWith("#") && lower.endsWith("#"))
                || ENDINGS.contains(ending(lower));
    }

    /** {@return whether a folder of that name is left alone} */
    public static boolean isOfFolder(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isHidden(lower) || OF_FOLDERS.contains(ending(lower));
    }

    /** Names of locks and copies begin or end so: {@code .~lock.x#}, {@code .DS_Store}, {@code ~$x}, {@code x~}. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("~") || name.endsWith("~");
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
