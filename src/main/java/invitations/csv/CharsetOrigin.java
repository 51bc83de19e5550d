package invitations.csv;

import java.util.Locale;

/** How it is known which charset a file is written in. */
public enum CharsetOrigin {
    /** By the byte order mark at its start. */
    MARK,
    /** By its bytes alone: they are valid UTF-8, or have the zeros of UTF-16 or UTF-32. */
    CONTENT,
    /** By the feed's settings. */
    FEED,
    /** By guessing, where none of these says it. */
    DETECTED;

    /** The word in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
