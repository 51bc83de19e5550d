package invitations.invitation;

/** What the cells of a column must be. */
public enum FieldType {
    /** Any text; LF, CR and TAB are allowed, other control characters are not. */
    TEXT,
    /** One e-mail address (RFC 5321, with internationalised domains). */
    EMAIL,
    /** A user name: no white space, no control characters. */
    USERNAME,
    /** An absolute https URL without user-info. */
    URL,
    /** {@code true}, {@code false}, {@code yes}, {@code no}, {@code 1} or {@code 0}, whatever the case. */
    BOOLEAN,
    /** An ISO 8601 date, or date and time; without an offset it is taken as UTC. */
    DATE_TIME,
    /** The key of a platform: letters, digits, {@code . _ -}. */
    PLATFORM_KEY,
    /** The key of a program, such as {@code org+program1}. */
    PROGRAM_KEY,
    /** An opaque course key, such as {@code course-v1:Org+Num+Run}. */
    COURSE_KEY
}
