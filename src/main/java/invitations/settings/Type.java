package invitations.settings;

import invitations.base.TemporaryName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of a property must be. */
enum Type {
    TEXT("text", value -> true),
    SECRET("visible ASCII characters without blanks", value -> value.chars().allMatch(c -> c > 0x20 && c < 0x7f)),
    /** Unlike a key it goes into no header, so it may have blanks within. */
    PASSWORD("one line of text", value -> value.chars().noneMatch(Character::isISOControl)),
    HOST(
            "the name of a host, or its IPv4 address, without scheme, port and path",
            matching("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?")),
    PORT(
            "a port from 1 to 65535",
            value -> value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= Type.HIGHEST_PORT),
    /** No wildcard: clients and servers may take it for many files. */
    REMOTE_FOLDER(
            "the path of a folder, such as /upload or from-hr/inbox: letters, digits, blanks and . _ -, without ..",
            value -> value.equals("/")
                    || (value.matches("/?[\\p{L}\\p{N}._ -]+(/[\\p{L}\\p{N}._ -]+)*")
                            && !("/" + value + "/").matches(".*/(\\.{1,2}| [^/]*|[^/]* )/.*"))),
    FEED(
            "the name of a feed: a letter or digit, then letters, digits and . _ -",
            matching("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")),
    AFTER("archive or delete", value -> value.equals("archive") || value.equals("delete")),
    ALGORITHMS(
            "names of SSH, separated by commas, such as curve25519-sha256,ecdh-sha2-nistp256",
            matching("[A-Za-z0-9@._+-]+(,[A-Za-z0-9@._+-]+)*")),
    /** One that is not absolute is taken from the home. */
    FILE("the path of a file", value -> !value.isBlank() && value.indexOf('\0') < 0),
    FOLDER("a folder", value -> !value.isBlank() && value.indexOf('\0') < 0),
    /** Plain http would show the key to everybody on the way, so it is for this machine only. */
    URL("an https URL without query, such as https://api.example.org/dm (http to this machine only)", Type::isApiUrl),
    /** Its user has properties of their own, so that no password is shown with it. */
    PROXY(
            Proxy.EXPECTED + ", without user and password",
            value -> value.indexOf('@') < 0 && Proxy.of(value, "").isPresent()),
    PATH(
            "a path that begins with a slash and does not end with one, such as /api/catalog",
            matching("(/[A-Za-z0-9._~-]+)+")),
    ID("letters, digits, _ and -", matching("[A-Za-z0-9_-]{1,255}")),
    TIME_OF_DAY("a time of day, such as 02:30", matching("([01][0-9]|2[0-3]):[0-5][0-9]")),
    SCHEME("one word, such as Api-Token", matching("[A-Za-z][A-Za-z0-9-]*")),
    COUNT("a whole number from 1 to 100000", matching("[1-9][0-9]{0,4}|100000")),
    TRUTH("true or false", matching("true|false")),
    SUFFIX(
            "nothing, or an ending such as .done, but none of a file that is dropped or never taken",
            value -> value.matches("\\.[A-Za-z0-9_-]{1,16}")
                    && !TemporaryName.isOfFile("x" + value)
                    && !value.toLowerCase(Locale.ROOT).matches("\\.(csv|txt|tsv|gz|zip|xlsx|pgp|gpg|sha256|md5)")),
    CHECKSUM("optional or required", matching("optional|required")),
    NUMBER("a whole number from 1 to 1000000000", matching("[1-9][0-9]{0,8}|1000000000")),
    SIZE("a size with its unit, such as 8kB or 50MB", value -> size(value).isPresent()),
    RATE(
            "a number from 0.001 to 10000, or nothing",
            value -> value.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")
                    && Double.parseDouble(value) > 0
                    && Double.parseDouble(value) <= 10_000),
    /** Not zero: as a time-out it would mean for ever to some, and at once to others. */
    DURATION(
            "a duration with its unit, from 1ms to 168h, such as 500ms, 30s, 5m or 1h",
            value -> duration(value).filter(duration -> !duration.isZero()).isPresent()),
    SHARE_GUARD(
            Threshold.SHARE,
            value -> value.equals("off") || Threshold.share(value).isPresent()),
    COUNT_GUARD(
            Threshold.LIMIT,
            value -> value.equals("off") || Threshold.limit(value).isPresent()),
    DELAY("nothing (0s) or a duration with its unit, up to 168h, such as 500ms, 30s, 5m or 1h", value -> duration(value)
            .isPresent());

    private static final int HIGHEST_PORT = 65_535;
    /** A week: its milliseconds fit where Camel and HttpClient keep them. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Pattern DURATION_PATTERN = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private static final Pattern SIZE_PATTERN = Pattern.compile("([1-9][0-9]{0,5})(B|kB|MB|GB)");
    private static final Map<String, Long> FACTORS =
            Map.of("B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);

    private final String expected;

    @SuppressWarnings("ImmutableEnumChecker") // none of the predicates has a state
    private final Predicate<String> accepted;

    Type(String expected, Predicate<String> accepted) {
        this.expected = expected;
        this.accepted = accepted;
    }

    /** {@return whether a property of the type may have that value} */
    boolean accepts(String value) {
        return accepted.test(value);
    }

    private static Predicate<String> matching(String expression) {
        return Pattern.compile(expression).asMatchPredicate();
    }

    /** {@return what was expected, as a phrase} */
    String expected() {
        return expected;
    }

    static Optional<Duration> duration(String value) {
        Matcher matcher = DURATION_PATTERN.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = MILLIS.getOrDefault(matcher.group(2), 1L);
        return Optional.of(Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit))
                .filter(duration -> duration.compareTo(LONGEST) <= 0);
    }

    /** A kB is 1000 of what is counted. */
    static Optional<Long> size(String value) {
        Matcher matcher = SIZE_PATTERN.matcher(value);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) * FACTORS.getOrDefault(matcher.group(2), 1L))
                : Optional.empty();
    }

    private static boolean isApiUrl(String value) {
        try {
            URI uri = new URI(value);
            String host = uri.getHost();
            return host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= HIGHEST_PORT
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host)));
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return "localhost".equalsIgnoreCase(host) || "[::1]".equals(host) || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
