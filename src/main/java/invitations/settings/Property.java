package invitations.settings;

import java.util.Locale;
import java.util.Optional;

/** Every property there is. The table in {@code docs/configuration.md} is held against this one by a test. */
public enum Property {
    HOME("invitations.home", Type.FOLDER, "~/.local/share/invitations"),
    HOME_SHARED("invitations.home.shared", Type.TRUTH, "false"),
    ROUTES("invitations.routes", Type.FOLDER, "routes"),
    API_BASE_URL("invitations.api.base-url", Type.URL, "https://api.iblai.app/dm"),
    API_CATALOG_PATH("invitations.api.catalog-path", Type.PATH, "/api/catalog"),
    API_AUTH_SCHEME("invitations.api.auth-scheme", Type.SCHEME, "Api-Token"),
    API_ID("invitations.api.id", Type.TEXT, ""),
    API_KEY("iblai.api.key", Type.SECRET, ""),
    ORG("iblai.org", Type.TEXT, ""),
    USERNAME("iblai.username", Type.TEXT, ""),

    GITBOOK_BASE_URL("invitations.gitbook.base-url", Type.URL, "https://api.gitbook.com/v1"),
    GITBOOK_TOKEN("gitbook.token", Type.SECRET, ""),
    GITBOOK_ORG("gitbook.org", Type.ID, ""),
    GITBOOK_BATCH_SIZE("invitations.gitbook.batch-size", Type.COUNT, "20"),
    BLANK_MOST("invitations.blank.most", Type.COUNT, "500"),

    PROXY_URL("invitations.proxy.url", Type.PROXY, ""),
    PROXY_USERNAME("invitations.proxy.username", Type.TEXT, ""),
    PROXY_PASSWORD("invitations.proxy.password", Type.PASSWORD, ""),
    PROXY_EXCEPT("invitations.proxy.except", Type.TEXT, ""),
    PROXY_LOOPBACK("invitations.proxy.loopback", Type.TRUTH, "false"),

    LIMIT_ROWS("invitations.limit.rows", Type.NUMBER, "100000"),
    LIMIT_LINE("invitations.limit.line", Type.SIZE, "64kB"),
    LIMIT_CELL("invitations.limit.cell", Type.SIZE, "8kB"),
    LIMIT_COLUMNS("invitations.limit.columns", Type.COUNT, "200"),

    DROP_POLL("invitations.drop.poll", Type.DURATION, "1s"),
    DROP_STABLE_POLLS("invitations.drop.stable-polls", Type.COUNT, "3"),
    DROP_MIN_AGE("invitations.drop.min-age", Type.DELAY, "10s"),
    DROP_MARKER("invitations.drop.marker", Type.SUFFIX, ""),
    DROP_CHECKSUM("invitations.drop.checksum", Type.CHECKSUM, "optional"),

    LIMIT_FILE_SIZE("invitations.limit.file-size", Type.SIZE, "50MB"),
    LIMIT_UNPACKED_SIZE("invitations.limit.unpacked-size", Type.SIZE, "200MB"),
    LIMIT_RATIO("invitations.limit.ratio", Type.COUNT, "100"),
    LIMIT_ENTRIES("invitations.limit.entries", Type.COUNT, "100"),

    LIMIT_READING_TIME("invitations.limit.reading-time", Type.DURATION, "60s"),
    DISK_RESERVE("invitations.disk.reserve", Type.SIZE, "100MB"),

    PGP_KEY_FILE("invitations.pgp.key-file", Type.FILE, ""),
    PGP_PASSPHRASE("invitations.pgp.passphrase", Type.PASSWORD, ""),

    SEND_CONCURRENCY("invitations.send.concurrency", Type.COUNT, "8"),
    SEND_BATCH_SIZE("invitations.send.batch-size", Type.COUNT, "50"),
    SEND_RATE("invitations.send.rate", Type.RATE, ""),
    CONNECT_TIMEOUT("invitations.connect.timeout", Type.DURATION, "10s"),
    REQUEST_TIMEOUT("invitations.request.timeout", Type.DURATION, "60s"),
    SETTLE_TIME("invitations.settle.time", Type.DURATION, "60s"),
    PAUSE_FIRST("invitations.pause.first", Type.DURATION, "500ms"),
    PAUSE_MAX("invitations.pause.max", Type.DURATION, "15m"),
    GIVE_UP_AFTER("invitations.give-up.after", Type.DELAY, "2m"),

    FOLLOW_UP_TIME("invitations.follow-up.time", Type.TIME_OF_DAY, ""),
    FOLLOW_UP_DAYS("invitations.follow-up.days", Type.COUNT, "30"),

    GUARD_INVALID("invitations.guard.invalid", Type.SHARE_GUARD, "20% and 20"),
    GUARD_INVITATIONS("invitations.guard.invitations", Type.COUNT_GUARD, "1000"),
    GUARD_INVITATIONS_A_DAY("invitations.guard.invitations-a-day", Type.COUNT_GUARD, "5000"),
    GUARD_GROWTH("invitations.guard.growth", Type.SHARE_GUARD, "50% and 100"),
    GUARD_SHRINKAGE("invitations.guard.shrinkage", Type.SHARE_GUARD, "30% and 50"),
    GUARD_NEW_PEOPLE("invitations.guard.new-people", Type.SHARE_GUARD, "40% and 100"),
    GUARD_LEAVERS("invitations.guard.leavers", Type.SHARE_GUARD, "20% and 50"),
    GUARD_UNKNOWN_DOMAINS("invitations.guard.unknown-domains", Type.SHARE_GUARD, "30% and 20"),

    SFTP_HOST("invitations.sftp.host", Type.HOST, ""),
    SFTP_PORT("invitations.sftp.port", Type.PORT, "22"),
    SFTP_USERNAME("invitations.sftp.username", Type.TEXT, ""),
    SFTP_PASSWORD("invitations.sftp.password", Type.PASSWORD, ""),
    SFTP_KEY_FILE("invitations.sftp.key-file", Type.FILE, ""),
    SFTP_KEY_PASSPHRASE("invitations.sftp.key-passphrase", Type.PASSWORD, ""),
    SFTP_KNOWN_HOSTS("invitations.sftp.known-hosts", Type.FILE, ""),
    SFTP_FOLDER("invitations.sftp.folder", Type.REMOTE_FOLDER, "inbox"),
    SFTP_FEED("invitations.sftp.feed", Type.FEED, "default"),
    SFTP_AFTER("invitations.sftp.after", Type.AFTER, "archive"),
    SFTP_ARCHIVE("invitations.sftp.archive", Type.REMOTE_FOLDER, "archive"),
    SFTP_OUTGOING("invitations.sftp.outgoing", Type.REMOTE_FOLDER, ""),
    SFTP_POLL("invitations.sftp.poll", Type.DURATION, "60s"),
    SFTP_CIPHERS("invitations.sftp.ciphers", Type.ALGORITHMS, ""),
    SFTP_KEY_EXCHANGE("invitations.sftp.key-exchange", Type.ALGORITHMS, ""),
    SFTP_HOST_KEYS("invitations.sftp.host-keys", Type.ALGORITHMS, ""),
    SFTP_PUBLIC_KEYS("invitations.sftp.public-keys", Type.ALGORITHMS, ""),
    FTPS_HOST("invitations.ftps.host", Type.HOST, ""),
    FTPS_PORT("invitations.ftps.port", Type.PORT, "21"),
    FTPS_USERNAME("invitations.ftps.username", Type.TEXT, ""),
    FTPS_PASSWORD("invitations.ftps.password", Type.PASSWORD, ""),
    FTPS_AUTHORITIES("invitations.ftps.authorities", Type.FILE, ""),
    FTPS_FOLDER("invitations.ftps.folder", Type.REMOTE_FOLDER, "inbox"),
    FTPS_FEED("invitations.ftps.feed", Type.FEED, "default"),
    FTPS_AFTER("invitations.ftps.after", Type.AFTER, "archive"),
    FTPS_ARCHIVE("invitations.ftps.archive", Type.REMOTE_FOLDER, "archive"),
    FTPS_OUTGOING("invitations.ftps.outgoing", Type.REMOTE_FOLDER, ""),
    FTPS_POLL("invitations.ftps.poll", Type.DURATION, "60s"),
    KEEP_INPUTS("invitations.keep.inputs", Type.COUNT, ""),
    KEEP_REPORTS("invitations.keep.reports", Type.COUNT, ""),
    KEEP_DEAD_LETTERS("invitations.keep.dead-letters", Type.COUNT, ""),
    RETENTION_TIME("invitations.retention.time", Type.TIME_OF_DAY, "03:30"),

    LEDGER_COMMIT_DELAY("invitations.ledger.commit-delay", Type.DELAY, "0ms");

    private final String key;
    private final Type kind;
    private final String defaultValue;

    Property(String key, Type kind, String defaultValue) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
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
        return PropertyDescriptions.of(this);
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
