package invitations.invitation;

/** What the cells of a column must be. */
public enum FieldType {
    /** Any text; LF, CR and TAB are allowed, other control characters are not. */
    TEXT,
    /** A text on one line, without blanks around it: the name of a pool of blank invitations. */
    NAME,
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
    /** The same, and it must not have passed: the end of something. */
    END_TIME,
    /** The key of a platform: letters, digits, {@code . _ -}. The call is made for it. */
    PLATFORM_KEY,
    /** The key of a program, such as {@code org+program1}. */
    PROGRAM_KEY,
    /** An opaque course key, such as {@code course-v1:Org+Num+Run}. */
    COURSE_KEY,
    /** The id of an organization: letters, digits, {@code _ -}. The call is made for it. */
    ORGANIZATION,
    /** An id that an API has given: letters, digits, {@code _ -}. */
    ID,
    /** How many: a whole number from 1 up to what the settings allow. */
    COUNT,
    /** {@code ensure} or {@code add}. */
    MODE,
    /** What somebody may do in an organization: {@code admin}, {@code create}, {@code review}, {@code edit}, … */
    ROLE;

    /** {@return whether it says for whom the call is made} */
    public boolean isTenant() {
        return this == PLATFORM_KEY || this == ORGANIZATION;
    }
}
