package invitations.settings;

import java.util.Locale;
import java.util.Optional;

/** Every property there is. The table in {@code docs/configuration.md} is held against this one by a test. */
public enum Property {
    HOME("invitations.home", Type.FOLDER, "~/.local/share/invitations", "The home: drop, work, done and the ledger."),
    HOME_SHARED(
            "invitations.home.shared",
            Type.TRUTH,
            "false",
            "Whether others, also of its group, may write the drop folder; nothing else in the home, ever."),
    ROUTES("invitations.routes", Type.FOLDER, "routes", "The folder of the routes; the launcher sets it."),
    API_BASE_URL(
            "invitations.api.base-url",
            Type.URL,
            "https://api.iblai.app/dm",
            "Where the ibl.ai API is, its prefix included."),
    API_CATALOG_PATH(
            "invitations.api.catalog-path", Type.PATH, "/api/catalog", "The path of the catalog behind the base URL."),
    API_AUTH_SCHEME(
            "invitations.api.auth-scheme", Type.SCHEME, "Api-Token", "The word before the key in Authorization."),
    API_ID(
            "invitations.api.id",
            Type.TEXT,
            "",
            "The name by which the ledger knows the API; empty = its base URL. Set it before you move to another URL"
                    + " of the same API."),
    API_KEY("iblai.api.key", Type.SECRET, "", "The key of the ibl.ai API."),
    ORG("iblai.org", Type.TEXT, "", "The platform key of rows and feeds that name none."),
    USERNAME("iblai.username", Type.TEXT, "", "Goes to source of rows and feeds that name none."),

    GITBOOK_BASE_URL(
            "invitations.gitbook.base-url", Type.URL, "https://api.gitbook.com/v1", "Where the GitBook API is."),
    GITBOOK_TOKEN("gitbook.token", Type.SECRET, "", "The token of the GitBook API."),
    GITBOOK_ORG("gitbook.org", Type.ID, "", "The GitBook organization of rows and feeds that name none."),
    GITBOOK_BATCH_SIZE("invitations.gitbook.batch-size", Type.COUNT, "20", "How many people a call to it has at most."),
    BLANK_MOST("invitations.blank.most", Type.COUNT, "500", "How many blank invitations one row may ask for."),

    PROXY_URL("invitations.proxy.url", Type.PROXY, "", "The HTTP proxy to the APIs; without it HTTPS_PROXY says it."),
    PROXY_USERNAME("invitations.proxy.username", Type.TEXT, "", "The name that the proxy wants; empty = none."),
    PROXY_PASSWORD("invitations.proxy.password", Type.PASSWORD, "", "The password that belongs to it."),
    PROXY_EXCEPT("invitations.proxy.except", Type.TEXT, "", "Hosts called directly; without it NO_PROXY says it."),
    PROXY_LOOPBACK("invitations.proxy.loopback", Type.TRUTH, "false", "Whether it is for this machine's own APIs too."),

    LIMIT_ROWS("invitations.limit.rows", Type.NUMBER, "100000", "How many rows a file may have."),
    LIMIT_LINE(
            "invitations.limit.line",
            Type.SIZE,
            "64kB",
            "How many characters a record may have, the lines of its cells together."),
    LIMIT_CELL("invitations.limit.cell", Type.SIZE, "8kB", "How many characters a cell may have in the file."),
    LIMIT_COLUMNS(
            "invitations.limit.columns",
            Type.COUNT,
            "200",
            "How many columns a record may have, without empty ones at its end."),

    DROP_POLL("invitations.drop.poll", Type.DURATION, "1s", "How often the drop folder is looked at."),
    DROP_STABLE_POLLS(
            "invitations.drop.stable-polls",
            Type.COUNT,
            "3",
            "How many looks in a row must find size and time of a file unchanged before it is taken."),
    DROP_MIN_AGE(
            "invitations.drop.min-age",
            Type.DELAY,
            "10s",
            "How long a file must have been unchanged as well, counted from when it was first seen so."),
    DROP_MARKER(
            "invitations.drop.marker",
            Type.SUFFIX,
            "",
            "The ending of a second file that says a file is complete, such as .done; empty = none is needed."),
    DROP_CHECKSUM(
            "invitations.drop.checksum",
            Type.CHECKSUM,
            "optional",
            "Whether a file needs a checksum beside it, in name.sha256 or name.md5; one that is there must match."),

    LIMIT_FILE_SIZE(
            "invitations.limit.file-size", Type.SIZE, "50MB", "How large a file may be, dropped or inside of another."),
    LIMIT_UNPACKED_SIZE(
            "invitations.limit.unpacked-size",
            Type.SIZE,
            "200MB",
            "How large all that is packed in one file may be together."),
    LIMIT_RATIO(
            "invitations.limit.ratio",
            Type.COUNT,
            "100",
            "How many times its own size a packed file may have in it, beyond the first megabyte."),
    LIMIT_ENTRIES("invitations.limit.entries", Type.COUNT, "100", "How many entries a ZIP or a workbook may have."),

    LIMIT_READING_TIME("invitations.limit.reading-time", Type.DURATION, "60s", "How long reading a file may take."),
    DISK_RESERVE("invitations.disk.reserve", Type.SIZE, "100MB", "How much of the home's disk is kept free."),

    PGP_KEY_FILE(
            "invitations.pgp.key-file", Type.FILE, "", "The file of the secret OpenPGP key for .pgp and .gpg files."),
    PGP_PASSPHRASE("invitations.pgp.passphrase", Type.PASSWORD, "", "The passphrase of that key."),

    SEND_CONCURRENCY("invitations.send.concurrency", Type.COUNT, "8", "How many calls may be on their way at once."),
    SEND_BATCH_SIZE("invitations.send.batch-size", Type.COUNT, "50", "How many rows a bulk call carries at the most."),
    SEND_RATE(
            "invitations.send.rate",
            Type.RATE,
            "",
            "How many calls a second each target and platform gets at the most, such as 5 or 0.5; empty = as many as"
                    + " concurrency allows."),
    CONNECT_TIMEOUT("invitations.connect.timeout", Type.DURATION, "10s", "How long connecting may take."),
    REQUEST_TIMEOUT(
            "invitations.request.timeout",
            Type.DURATION,
            "60s",
            "How long an answer may take, from the request to its last byte."),
    SETTLE_TIME(
            "invitations.settle.time",
            Type.DURATION,
            "60s",
            "How long to wait before the API is asked about a call whose outcome is not known, and between two such"
                    + " readings: the longest it may still act, and its lists be late."),
    PAUSE_FIRST(
            "invitations.pause.first",
            Type.DURATION,
            "500ms",
            "The first pause when the API cannot be reached or asks to slow down; doubled each time."),
    PAUSE_MAX("invitations.pause.max", Type.DURATION, "15m", "No pause is longer, whatever Retry-After says."),
    GIVE_UP_AFTER(
            "invitations.give-up.after",
            Type.DELAY,
            "2m",
            "How long requests of send may fail without any row getting further, before it gives up with exit code 5; run never gives up."),

    FOLLOW_UP_TIME(
            "invitations.follow-up.time",
            Type.TIME_OF_DAY,
            "",
            "When run asks each day who has accepted, such as 02:30, by the machine's clock; empty = never."),
    FOLLOW_UP_DAYS(
            "invitations.follow-up.days", Type.COUNT, "30", "For how many days run follows a drop up after its end."),

    SFTP_HOST("invitations.sftp.host", Type.HOST, "", "The SFTP server that files are collected from; empty = none."),
    SFTP_PORT("invitations.sftp.port", Type.PORT, "22", "Its port."),
    SFTP_USERNAME("invitations.sftp.username", Type.TEXT, "", "The name to log in with."),
    SFTP_PASSWORD("invitations.sftp.password", Type.PASSWORD, "", "The password; not needed with a key."),
    SFTP_KEY_FILE("invitations.sftp.key-file", Type.FILE, "", "The file of the private key to log in with."),
    SFTP_KEY_PASSPHRASE("invitations.sftp.key-passphrase", Type.PASSWORD, "", "The passphrase of the private key."),
    SFTP_KNOWN_HOSTS("invitations.sftp.known-hosts", Type.FILE, "", "Known servers; empty = known_hosts in the home."),
    SFTP_FOLDER("invitations.sftp.folder", Type.REMOTE_FOLDER, "inbox", "The folder there; its sub-folders are feeds."),
    SFTP_FEED("invitations.sftp.feed", Type.FEED, "default", "The feed of files that are in the folder itself."),
    SFTP_AFTER("invitations.sftp.after", Type.AFTER, "archive", "What becomes of a collected file: archive or delete."),
    SFTP_ARCHIVE("invitations.sftp.archive", Type.REMOTE_FOLDER, "archive", "The folder of what was collected."),
    SFTP_OUTGOING("invitations.sftp.outgoing", Type.REMOTE_FOLDER, "", "The folder for results; empty = none sent."),
    SFTP_POLL(
            "invitations.sftp.poll", Type.DURATION, "60s", "How often the server is looked at, and results are sent."),
    SFTP_CIPHERS("invitations.sftp.ciphers", Type.ALGORITHMS, "", "Ciphers to offer; empty = usual."),
    SFTP_KEY_EXCHANGE("invitations.sftp.key-exchange", Type.ALGORITHMS, "", "Key exchanges to offer; empty = usual."),
    SFTP_HOST_KEYS("invitations.sftp.host-keys", Type.ALGORITHMS, "", "Server keys to accept; empty = usual."),
    SFTP_PUBLIC_KEYS("invitations.sftp.public-keys", Type.ALGORITHMS, "", "Signatures to log in by; empty = usual."),
    FTPS_HOST("invitations.ftps.host", Type.HOST, "", "The FTPS server that files are collected from; empty = none."),
    FTPS_PORT("invitations.ftps.port", Type.PORT, "21", "Its port, on which encryption is asked for."),
    FTPS_USERNAME("invitations.ftps.username", Type.TEXT, "", "The name to log in with."),
    FTPS_PASSWORD("invitations.ftps.password", Type.PASSWORD, "", "The password."),
    FTPS_AUTHORITIES(
            "invitations.ftps.authorities", Type.FILE, "", "A PEM file of certificates to trust; empty = Java's."),
    FTPS_FOLDER("invitations.ftps.folder", Type.REMOTE_FOLDER, "inbox", "The folder there; its sub-folders are feeds."),
    FTPS_FEED("invitations.ftps.feed", Type.FEED, "default", "The feed of files that are in the folder itself."),
    FTPS_AFTER("invitations.ftps.after", Type.AFTER, "archive", "What becomes of a collected file: archive or delete."),
    FTPS_ARCHIVE("invitations.ftps.archive", Type.REMOTE_FOLDER, "archive", "The folder of what was collected."),
    FTPS_OUTGOING("invitations.ftps.outgoing", Type.REMOTE_FOLDER, "", "The folder for results; empty = none sent."),
    FTPS_POLL(
            "invitations.ftps.poll", Type.DURATION, "60s", "How often the server is looked at, and results are sent."),
    KEEP_INPUTS(
            "invitations.keep.inputs",
            Type.COUNT,
            "",
            "For how many days after the end of its drop a dropped file is kept; empty = for ever."),
    KEEP_REPORTS(
            "invitations.keep.reports",
            Type.COUNT,
            "",
            "For how many days after the end of its drop a report is kept, and in the ledger what it has on people;"
                    + " empty = for ever."),
    KEEP_DEAD_LETTERS(
            "invitations.keep.dead-letters",
            Type.COUNT,
            "",
            "For how many days after the end of its drop dead letters are kept; empty = for ever."),
    RETENTION_TIME(
            "invitations.retention.time",
            Type.TIME_OF_DAY,
            "03:30",
            "When run deletes each day what is not kept any longer, by the machine's clock."),

    LEDGER_COMMIT_DELAY(
            "invitations.ledger.commit-delay",
            Type.DELAY,
            "0ms",
            "Makes each commit this much slower, for benchmarks of slow disks.");

    private final String key;
    private final Type kind;
    private final String defaultValue;
    private final String description;

    Property(String key, Type kind, String defaultValue, String description) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The key in files and on the command line. */
    public String key() {
        return key;
    }

    /** The name in the environment: upper case, with {@code _} for {@code .} and {@code -}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The value when nobody gives one; empty when there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** {@return what it is for, in a sentence or two} */
    public String description() {
        return description;
    }

    /** {@return whether its value must never be shown} */
    public boolean isSecret() {
        return kind == Type.SECRET || kind == Type.PASSWORD;
    }

    /** {@return whether its value is the path of a file} */
    boolean isFile() {
        return kind == Type.FILE;
    }

    /** {@return what is wrong with the value, as a phrase that says what was expected; empty when it is right} */
    Optional<String> problemWith(String value) {
        return (value.isEmpty() && defaultValue.isEmpty()) || kind.accepts(value)
                ? Optional.empty()
                : Optional.of("expected " + kind.expected());
    }
}
