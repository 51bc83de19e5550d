package invitations.invitation;

import java.util.Locale;

/** What is meant by a number of blank invitations. */
public enum BlankMode {
    /** So many there shall be: what is missing is made. */
    ENSURE,
    /** So many more. */
    ADD;

    /** The field of the item that says it. It is not sent. */
    public static final String FIELD = "mode";

    /** The name in columns and feeds: {@code ensure}, {@code add}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
