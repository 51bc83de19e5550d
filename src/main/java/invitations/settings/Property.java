package invitations.settings;

import java.util.Locale;
import java.util.Optional;

/** Every property there is. The table in {@code docs/configuration.md} is held against this one by a test. */
public enum Property {
    HOME("invitations.home", Kind.FOLDER, "~/.local/share/invitations", "The home: drop, work, done and the ledger."),
    HOME_SHARED(
            "invitations.home.shared",
            Kind.TRUTH,
            "false",
            "Whether others, also of its group, may write the drop folder; nothing else in the home, ever."),
    ROUTES("invitations.routes", Kind.FOLDER, "routes", "The folder of the routes; the launcher sets it."),
    API_BASE_URL(
            "invitations.api.base-url",
            Kind.URL,
            "https://api.iblai.app/dm",
            "Where the ibl.ai API is, its prefix included."),
    API_CATALOG_PATH(
            "invitations.api.catalog-path", Kind.PATH, "/api/catalog", "The path of the catalog behind the base URL."),
    API_AUTH_SCHEME(
            "invitations.api.auth-scheme", Kind.SCHEME, "Api-Token", "The word before the key in Authorization."),
    API_ID(
            "invitations.api.id",
            Kind.TEXT,
            "",
            "The name by which the ledger knows the API; empty = its base URL. Set it before you move to another URL"
                    + " of the same API."),
    API_KEY("iblai.api.key", Kind.SECRET, "", "The key of the ibl.ai API."),
    ORG("iblai.org", Kind.TEXT, "", "The platform key of rows and feeds that name none."),
    USERNAME("iblai.username", Kind.TEXT, "", "Goes to source of rows and feeds that name none."),

    GITBOOK_BASE_URL(
            "invitations.gitbook.base-url", Kind.URL, "https://api.gitbook.com/v1", "Where the GitBook API is."),
    GITBOOK_TOKEN("gitbook.token", Kind.SECRET, "", "The token of the GitBook API."),
    GITBOOK_ORG("gitbook.org", Kind.ID, "", "The GitBook organization of rows and feeds that name none."),
    GITBOOK_BATCH_SIZE("invitations.gitbook.batch-size", Kind.COUNT, "20", "How many people a call to it has at most."),
    BLANK_MOST("invitations.blank.most", Kind.COUNT, "500", "How many blank invitations one row may ask for."),

    PROXY_URL("invitations.proxy.url", Kind.PROXY, "", "The HTTP proxy to the APIs; without it HTTPS_PROXY says it."),
    PROXY_USERNAME("invitations.proxy.username", Kind.TEXT, "", "The name that the proxy wants; empty = none."),
    PROXY_PASSWORD("invitations.proxy.password", Kind.PASSWORD, "", "The password that belongs to it."),
    PROXY_EXCEPT("invitations.proxy.except", Kind.TEXT, "", "Hosts called directly; without it NO_PROXY says it."),
    PROXY_LOOPBACK("invitations.proxy.loopback", Kind.TRUTH, "false", "Whether it is for this machine's own APIs too."),

    LIMIT_ROWS("invitations.limit.rows", Kind.NUMBER, "100000", "How many rows a file may have."),
    LIMIT_LINE(
            "invitations.limit.line",
            Kind.SIZE,
            "64kB",
            "How many characters a record may have, the lines of its cells together."),
    LIMIT_CELL("invitations.limit.cell", Kind.SIZE, "8kB", "How many characters a cell may have in the file."),
    LIMIT_COLUMNS(
            "invitations.limit.columns",
            Kind.COUNT,
            "200",
            "How many columns a record may have, without empty ones at its end."),

    DROP_POLL("invitations.drop.poll", Kind.DURATION, "1s", "How often the drop folder is looked at."),
    DROP_STABLE_POLLS(
            "invitations.drop.stable-polls",
            Kind.COUNT,
            "3",
            "How many looks in a row must find size and time of a file unchanged before it is taken."),
    DROP_MIN_AGE(
            "invitations.drop.min-age",
            Kind.DELAY,
            "10s",
            "How long a file must have been unchanged as well, counted from when it was first seen so."),
    DROP_MARKER(
            "invitations.drop.marker",
            Kind.SUFFIX,
            "",
            "The ending of a second file that says a file is complete, such as .done; empty = none is needed."),
    DROP_CHECKSUM(
            "invitations.drop.checksum",
            Kind.CHECKSUM,
            "optional",
            "Whether a file needs a checksum beside it, in name.sha256 or name.md5; one that is there must match."),

    LIMIT_FILE_SIZE(
            "invitations.limit.file-size", Kind.SIZE, "50MB", "How large a file may be, dropped or inside of another."),
    LIMIT_UNPACKED_SIZE(
            "invitations.limit.unpacked-size",
            Kind.SIZE,
            "200MB",
            "How large all that is packed in one file may be together."),
    LIMIT_RATIO(
            "invitations.limit.ratio",
            Kind.COUNT,
            "100",
            "How many times its own size a packed file may have in it, beyond the first megabyte."),
    LIMIT_ENTRIES("invitations.limit.entries", Kind.COUNT, "100", "How many entries a ZIP or a workbook may have."),

    LIMIT_READING_TIME("invitations.limit.reading-time", Kind.DURATION, "60s", "How long reading a file may take."),
    DISK_RESERVE("invitations.disk.reserve", Kind.SIZE, "100MB", "How much of the home's disk is kept free."),

    PGP_KEY_FILE(
            "invitations.pgp.key-file", Kind.FILE, "", "The file of the secret OpenPGP key for .pgp and .gpg files."),
    PGP_PASSPHRASE("invitations.pgp.passphrase", Kind.PASSWORD, "", "The passphrase of that key."),

    SEND_CONCURRENCY("invitations.send.concurrency", Kind.COUNT, "8", "How many calls may be on their way at once."),
    SEND_BATCH_SIZE("invitations.send.batch-size", Kind.COUNT, "50", "How many rows a bulk call carries at the most."),
    SEND_RATE(
            "invitations.send.rate",
            Kind.RATE,
            "",
            "How many calls a second each target and platform gets at the most, such as 5 or 0.5; empty = as many as"
                    + " concurrency allows."),
    CONNECT_TIMEOUT("invitations.connect.timeout", Kind.DURATION, "10s", "How long connecting may take."),
    REQUEST_TIMEOUT(
            "invitations.request.timeout",
            Kind.DURATION,
            "60s",
            "How long an answer may take, from the request to its last byte."),
    SETTLE_TIME(
            "invitations.settle.time",
            Kind.DURATION,
            "60s",
            "How long to wait before the API is asked about a call that nobody knows the end of, and between two such"
                    + " readings: the longest it may still act, and its lists be late."),
    PAUSE_FIRST(
            "invitations.pause.first",
            Kind.DURATION,
            "500ms",
            "The first pause when the API cannot be reached or asks to slow down; doubled each time."),
    PAUSE_MAX("invitations.pause.max", Kind.DURATION, "15m", "No pause is longer, whatever Retry-After says."),
    GIVE_UP_AFTER(
            "invitations.give-up.after",
            Kind.DELAY,
            "2m",
            "How long requests of send may fail without any row getting further, before it gives up with exit code 5; run never gives up."),

    FOLLOW_UP_TIME(
            "invitations.follow-up.time",
            Kind.TIME_OF_DAY,
            "",
            "When run asks each day who has accepted, such as 02:30, by the machine's clock; empty = never."),
    FOLLOW_UP_DAYS(
            "invitations.follow-up.days", Kind.COUNT, "30", "For how many days run follows a drop up after its end."),

    SFTP_HOST("invitations.sftp.host", Kind.HOST, "", "The SFTP server that files are collected from; empty = none."),
    SFTP_PORT("invitations.sftp.port", Kind.PORT, "22", "Its port."),
    SFTP_USERNAME("invitations.sftp.username", Kind.TEXT, "", "The name to log in with."),
    SFTP_PASSWORD("invitations.sftp.password", Kind.PASSWORD, "", "The password; not needed with a key."),
    SFTP_KEY_FILE("invitations.sftp.key-file", Kind.FILE, "", "The file of the private key to log in with."),
    SFTP_KEY_PASSPHRASE("invitations.sftp.key-passphrase", Kind.PASSWORD, "", "The passphrase of the private key."),
    SFTP_KNOWN_HOSTS("invitations.sftp.known-hosts", Kind.FILE, "", "Known servers; empty = known_hosts in the home."),
    SFTP_FOLDER("invitations.sftp.folder", Kind.REMOTE_FOLDER, "inbox", "The folder there; its sub-folders are feeds."),
    SFTP_FEED("invitations.sftp.feed", Kind.FEED, "default", "The feed of files that are in the folder itself."),
    SFTP_AFTER("invitations.sftp.after", Kind.AFTER, "archive", "What becomes of a collected file: archive or delete."),
    SFTP_ARCHIVE("invitations.sftp.archive", Kind.REMOTE_FOLDER, "archive", "The folder of what was collected."),
    SFTP_OUTGOING("invitations.sftp.outgoing", Kind.REMOTE_FOLDER, "", "The folder for results; empty = none sent."),
    SFTP_POLL(
            "invitations.sftp.poll", Kind.DURATION, "60s", "How often the server is looked at, and results are sent."),
    SFTP_CIPHERS("invitations.sftp.ciphers", Kind.ALGORITHMS, "", "Ciphers to offer; empty = usual."),
    SFTP_KEY_EXCHANGE("invitations.sftp.key-exchange", Kind.ALGORITHMS, "", "Key exchanges to offer; empty = usual."),
    SFTP_HOST_KEYS("invitations.sftp.host-keys", Kind.ALGORITHMS, "", "Server keys to accept; empty = usual."),
    SFTP_PUBLIC_KEYS("invitations.sftp.public-keys", Kind.ALGORITHMS, "", "Signatures to log in by; empty = usual."),
    FTPS_HOST("invitations.ftps.host", Kind.HOST, "", "The FTPS server that files are collected from; empty = none."),
    FTPS_PORT("invitations.ftps.port", Kind.PORT, "21", "Its port, on which encryption is asked for."),
    FTPS_USERNAME("invitations.ftps.username", Kind.TEXT, "", "The name to log in with."),
    FTPS_PASSWORD("invitations.ftps.password", Kind.PASSWORD, "", "The password."),
    FTPS_AUTHORITIES(
            "invitations.ftps.authorities", Kind.FILE, "", "A PEM file of certificates to trust; empty = Java's."),
    FTPS_FOLDER("invitations.ftps.folder", Kind.REMOTE_FOLDER, "inbox", "The folder there; its sub-folders are feeds."),
    FTPS_FEED("invitations.ftps.feed", Kind.FEED, "default", "The feed of files that are in the folder itself."),
    FTPS_AFTER("invitations.ftps.after", Kind.AFTER, "archive", "What becomes of a collected file: archive or delete."),
    FTPS_ARCHIVE("invitations.ftps.archive", Kind.REMOTE_FOLDER, "archive", "The folder of what was collected."),
    FTPS_OUTGOING("invitations.ftps.outgoing", Kind.REMOTE_FOLDER, "", "The folder for results; empty = none sent."),
    FTPS_POLL(
            "invitations.ftps.poll", Kind.DURATION, "60s", "How often the server is looked at, and results are sent."),
    KEEP_INPUTS(
            "invitations.keep.inputs",
            Kind.COUNT,
            "",
            "For how many days after the end of its drop a dropped file is kept; empty = for ever."),
    KEEP_REPORTS(
            "invitations.keep.reports",
            Kind.COUNT,
            "",
            "For how many days after the end of its drop a report is kept, and in the ledger what it has on people;"
                    + " empty = for ever."),
    KEEP_DEAD_LETTERS(
            "invitations.keep.dead-letters",
            Kind.COUNT,
            "",
            "For how many days after the end of its drop dead letters are kept; empty = for ever."),
    RETENTION_TIME(
            "invitations.retention.time",
            Kind.TIME_OF_DAY,
            "03:30",
            "When run deletes each day what is not kept any longer, by the machine's clock."),

    LEDGER_COMMIT_DELAY(
            "invitations.ledger.commit-delay",
            Kind.DELAY,
            "0ms",
            "Makes each commit this much slower, for benchmarks of slow disks.");

    private final String key;
    private final Kind kind;
    private final String defaultValue;
    private final String description;

    Property(String key, Kind kind, String defaultValue, String description) {
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

    /** What it is for, in a sentence or two. */
    public String description() {
        return description;
    }

    /** Whether its value must never be shown. */
    public boolean isSecret() {
        return kind == Kind.SECRET || kind == Kind.PASSWORD;
    }

    /** Whether its value is the path of a file. */
    boolean isFile() {
        return kind == Kind.FILE;
    }

    /** What is wrong with the value, as a phrase that says what was expected; empty when it is right. */
    Optional<String> problemWith(String value) {
        return (value.isEmpty() && defaultValue.isEmpty()) || kind.accepts(value)
                ? Optional.empty()
                : Optional.of("expected " + kind.expected());
    }
}
