package invitations.invitation;

/** Why a row or a file was not sent, for machines: scripts depend on these names. */
public enum ReasonCode {
    // A file as a whole.
    /** The file has no bytes, or nothing but a byte order mark or blank lines. */
    EMPTY_FILE,
    /** The file is not CSV as of RFC 4180. */
    MALFORMED_CSV,
    /** A byte of the file does not belong to its charset, or the charset cannot be told. */
    ENCODING_ERROR,
    /** The first record names no column that a target could use. */
    NO_HEADER,
    /** A column that the rows cannot do without is not there. */
    MISSING_COLUMN,
    /** Two columns have the same folded name. */
    DUPLICATE_COLUMN,
    /** A column has a name that only this bundle writes, such as that of the marker. */
    RESERVED_COLUMN,
    /** A column nearly has the name of one that decides who is invited, where or how. */
    MISTAKEN_COLUMN,
    /** A line within the file names columns, and others than the header does. */
    SECOND_HEADER,
    /** A column that the feed wants to know, and no target does. */
    UNKNOWN_COLUMN,
    /** There is no feed of the name that the file came by. */
    UNKNOWN_FEED,
    /** The feed's settings cannot be used. */
    INVALID_FEED,
    /** The file, or one inside of it, is larger than may be. */
    FILE_TOO_LARGE,
    /** The file is neither CSV nor anything that CSV is packed in. */
    UNSUPPORTED_FILE,
    /** The file does not have the checksum that was dropped with it. */
    CHECKSUM_MISMATCH,
    /** What is packed in the file is more than may be. */
    TOO_MUCH_PACKED,
    /** What the file is packed in is damaged, encrypted, or has something in it that is not taken. */
    INVALID_CONTAINER,
    /** A workbook has a sheet or a cell that cannot be read. */
    INVALID_SHEET,
    /** The file is encrypted and cannot be decrypted here, or was changed since. */
    CANNOT_DECRYPT,
    /** Reading the file took longer than it may. */
    READING_TIMEOUT,
    /** The program ended twice while it read the file, without being stopped. */
    READING_ENDED_TWICE,
    /** The program failed at the file in a way that nobody foresaw. */
    UNREADABLE_FILE,
    /** The list of those who want no invitation cannot be used. */
    INVALID_SUPPRESS_LIST,

    /** The file has more rows than {@code invitations.limit.rows}. */
    TOO_MANY_ROWS,
    /** A record has more characters than {@code invitations.limit.line}. */
    LINE_TOO_LONG,
    /** A cell has more characters than {@code invitations.limit.cell}. */
    CELL_TOO_LONG,
    /** A record has more columns than {@code invitations.limit.columns}. */
    TOO_MANY_COLUMNS,

    // A row.
    UNKNOWN_TARGET,
    UNKNOWN_OPERATION,
    MISSING_VALUE,
    INVALID_EMAIL,
    /** An address whose domain is nearly always a slip. */
    EMAIL_TYPO,
    INVALID_USERNAME,
    INVALID_URL,
    /** The feed does not let people be sent to that host. */
    HOST_NOT_ALLOWED,
    /** The feed does not let addresses of that domain be invited. */
    DOMAIN_NOT_ALLOWED,
    /** What the feed computes could not be computed for the row. */
    COMPUTATION_FAILED,
    INVALID_BOOLEAN,
    INVALID_DATE,
    /** A time that ends something, and has passed. */
    DATE_IN_PAST,
    INVALID_COUNT,
    INVALID_MODE,
    INVALID_ROLE,
    /** The feed does not let anybody be given this role. */
    ROLE_NOT_ALLOWED,
    /** Cells that exclude each other, such as an e-mail address and a user name where one person is meant. */
    CONFLICTING_VALUES,
    INVALID_KEY,
    /** The {@code metadata} column is not a JSON object that may be sent. */
    INVALID_METADATA,
    TOO_MANY_CELLS,
    TOO_FEW_CELLS,
    CONTROL_CHARACTER,
    /** A character was lost when somebody converted the text: U+FFFD stands for it. */
    DAMAGED_TEXT,
    /** The feed's filters leave the row out. */
    FILTERED,
    /** They want no invitation. */
    SUPPRESSED,
    /** The same invitation as an earlier row of the file: one of them is enough. */
    DUPLICATE_IN_FILE,
    /** The same person and key as another row of the file, with other data: a person must say which one counts. */
    CONFLICTING_DUPLICATE,
    /** A key differs from that of another place in upper and lower case only. */
    OTHER_CASE,
    /** The file came again and is read in another way now: another drop has its rows. */
    SUPERSEDED,
    /** An earlier drop invited this person there. */
    ALREADY_INVITED,
    /** The row of a roster has other data than the invitation that was sent: no API can change it without mailing once more. */
    CHANGED_SINCE_INVITED,

    // A warning that the feed makes an error: each has the name of its WarningCode.
    /** A cell has a letter or sign written as in HTML. */
    HTML_ENTITY,
    /** A name has a comma or semicolon at its start or end. */
    STRAY_DELIMITER,
    /** Cells are missing at the end of a row. */
    SHORT_ROW,
    /** A spreadsheet may have rounded a number. */
    ROUNDED_NUMBER,
    /** A text has a character that nobody sees. */
    INVISIBLE_CHARACTER,
    /** A cell has the value of one that spans several rows. */
    MERGED_CELL,
    /** Blanks stand before the quote that opens a cell. */
    QUOTED_AFTER_BLANK,
    /** A byte order mark stands within the text. */
    BYTE_ORDER_MARK,
    /** Ctrl-Z or NUL stand at the end of the file. */
    END_MARK,
    /** The header stands within the file once more. */
    REPEATED_HEADER,
    /** Of several sheets of a workbook one would be read. */
    SHEET_CHOSEN,
    /** The charset of the file was guessed. */
    CHARSET_GUESSED,
    /** A column would not be read, since other systems number their rows by it. */
    COLUMN_NOT_READ,
    /** Columns that no target knows would go along in the metadata. */
    METADATA_COLUMNS,

    // A call.
    /** The API refused the row; the message has its words. */
    REFUSED_BY_API,
    /** The API refused a batch as a whole, for reasons that may concern one row of it. */
    BATCH_REFUSED,
    /** It was sent as often as makes sense, and the API never had it. */
    ATTEMPTS_EXHAUSTED,
    /** It is not known whether the API acted. */
    UNCERTAIN,
    /** The API does not let itself be asked about it. */
    CANNOT_ASK,
    /** It is to be found out how many blank invitations are left. */
    POOL_UNKNOWN,
    /** No blank invitation is left. */
    POOL_EXHAUSTED,
    /** They are invited, but their domain does not sign in by single sign-on as was asked for. */
    SSO_FAILED,
    /** The API does not accept the key. */
    NOT_AUTHENTICATED,
    /** The key may not do this. */
    NOT_PERMITTED,
    /** A refusal that is not in the words of the API: it came from something else, or the address is wrong. */
    UNEXPECTED_ANSWER,
    /** The API answered with a redirect, which is never followed. */
    REDIRECTED,
    /** The server's certificate or name could not be verified. */
    TLS_FAILURE,
    /** The proxy does not accept its user, or does not let the program through to the API. */
    PROXY_REFUSED,
    /** The request did not reach the API. */
    UNREACHABLE,
    /** The API asked to slow down. */
    RATE_LIMITED,
    /** The API found the batch too large. */
    BATCH_TOO_LARGE,
    /** The limit of the run was reached before this row. */
    LIMIT_REACHED,
    /** The person is not on the platform, which comes before a program or course. */
    NOT_ON_PLATFORM,
    /** There are more people than seats: the drop waits until a person approves it. */
    NOT_ENOUGH_SEATS,
    /** A guard holds the drop: it waits until a person approves it. */
    HELD_BY_GUARD,
    /** Not all of the rows that were sent first are at the API: the rest waits until a person approves it. */
    CANARY_FAILED,
    /** The feed is in a dry run: the row would have been sent, and was not. */
    DRY_RUN,
    /** A person ended the drop that was held: nothing more of it is sent. */
    DISCARDED,
    /** Somebody wrote to the file after it was taken. */
    FILE_CHANGED,
    /** The number of invitations was not confirmed. */
    NOT_CONFIRMED
}
