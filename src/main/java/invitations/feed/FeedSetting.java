package invitations.feed;

import java.net.IDN;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that the file of a feed may have, beside those for single columns. */
enum FeedSetting {
    TARGET("target"),
    OPERATION("operation"),
    PLATFORM_KEY("platform-key"),
    ORGANIZATION("organization"),
    SOURCE("source"),
    PRECHECK("precheck"),
    REINVITE_AFTER("reinvite-after"),
    ENSURE_PLATFORM("ensure-platform"),
    LICENCES("licences"),
    ALLOW_ADMIN("allow-admin"),
    CANARY("canary"),
    DRY_RUN("dry-run"),
    SHEET("sheet"),
    CHARSET("charset"),
    DELIMITER("delimiter"),
    QUOTE("quote"),
    ESCAPE("escape"),
    SHORT_ROWS("short-rows"),
    MAPPING("mapping"),
    UNKNOWN_COLUMNS("unknown-columns"),
    IGNORE_COLUMNS("ignore-columns"),
    ALLOW_DOMAINS("allow-domains"),
    DENY_DOMAINS("deny-domains"),
    TYPO_DOMAINS("typo-domains"),
    UNUSUAL_ADDRESSES("unusual-addresses"),
    OTHER_CASE("other-case"),
    REDIRECT_HOSTS("redirect-hosts"),
    WARNINGS("warnings");

    private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]{2,}");
    private static final Pattern CANARIES = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern DAYS_OR_HOURS = Pattern.compile("([1-9][0-9]{0,3})(h|d)");

    private final String key;

    FeedSetting(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(FeedSetting::key).toList();
    }

    /** {@return what the file says about precautions} */
    static FeedPrechecks precautions(FeedFile file) {
        return new FeedPrechecks(
                choice(file, PRECHECK, Precheck.class, Precheck.NONE) == Precheck.LIST,
                daysOrHours(file, REINVITE_AFTER.key, "14d or 36h").orElse(null),
                choice(file, ENSURE_PLATFORM, FeedPrechecks.EnsurePlatform.class, FeedPrechecks.EnsurePlatform.OFF),
                choice(file, LICENCES, FeedPrechecks.Licences.class, FeedPrechecks.Licences.OFF),
                choice(file, ALLOW_ADMIN, Truth.class, Truth.FALSE) == Truth.TRUE,
                canary(file),
                choice(file, DRY_RUN, Truth.class, Truth.FALSE) == Truth.TRUE);
    }

    private static int canary(FeedFile file) {
        String value = file.value(CANARY.key).orElse("off");
        if (value.equals("off")) {
            return 0;
        }
        if (!CANARIES.matcher(value).matches()) {
            throw file.unexpected(CANARY.key, "a whole number from 1 to 100, or off");
        }
        return Integer.parseInt(value);
    }

    /** {@return what the file says about whom it may invite} */
    static Restrictions restrictions(FeedFile file) {
        return new Restrictions(
                names(file, ALLOW_DOMAINS),
                names(file, DENY_DOMAINS),
                names(file, REDIRECT_HOSTS),
                choice(file, TYPO_DOMAINS, Acceptance.class, Acceptance.REFUSE) == Acceptance.ACCEPT,
                choice(file, UNUSUAL_ADDRESSES, Acceptance.class, Acceptance.REFUSE) == Acceptance.ACCEPT,
                choice(file, OTHER_CASE, Acceptance.class, Acceptance.REFUSE) == Acceptance.ACCEPT);
    }

    /** {@return what the file says about columns that no target knows} */
    static Mapping.UnknownColumns unknownColumns(FeedFile file) {
        return choice(file, UNKNOWN_COLUMNS, Mapping.UnknownColumns.class, Mapping.UnknownColumns.METADATA);
    }

    private static Set<String> names(FeedFile file, FeedSetting setting) {
        Set<String> names = new LinkedHashSet<>();
        List<String> wrong = new ArrayList<>();
        for (String name : file.values(setting.key)) {
            name(name).ifPresentOrElse(names::add, () -> wrong.add("'" + name + "'"));
        }
        if (!wrong.isEmpty()) {
            throw file.refused(
                    setting.key,
                    String.join(", ", wrong)
                            + (wrong.size() == 1 ? " is no host name" : " are no host names")
                            + "; expected names such as example.org or *.example.org, separated by |");
        }
        return names;
    }

    /** The host name in lower case and ASCII; empty when it is none. */
    private static Optional<String> name(String name) {
        String below = name.startsWith("*.") ? "*." : "";
        if (name.indexOf('ß') >= 0 || name.indexOf('ς') >= 0) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(name.substring(below.length()), IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
            return HOST.matcher(ascii).matches() ? Optional.of(below + ascii) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** {@return whether the file says that rows with fewer cells than the header are wrong} */
    static boolean areShortRowsRefused(FeedFile file) {
        return choice(file, SHORT_ROWS, ShortRows.class, ShortRows.ACCEPT) == ShortRows.REFUSE;
    }

    private enum ShortRows {
        ACCEPT,
        REFUSE
    }

    private enum Acceptance {
        REFUSE,
        ACCEPT
    }

    private enum Precheck {
        NONE,
        LIST
    }

    /** Whether something holds, as files of feeds say it. */
    enum Truth {
        TRUE,
        FALSE
    }

    /** {@return the duration that the file names in days or hours, such as {@code 7d}; empty where it names none} */
    static Optional<Duration> daysOrHours(FeedFile file, String key, String examples) {
        return file.value(key).map(value -> {
            Matcher matcher = DAYS_OR_HOURS.matcher(value);
            if (!matcher.matches()) {
                throw file.unexpected(key, "days or hours, such as " + examples);
            }
            long number = Long.parseLong(matcher.group(1));
            return matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
        });
    }

    private static <E extends Enum<E>> E choice(FeedFile file, FeedSetting setting, Class<E> type, E otherwise) {
        return choice(file, setting.key, type, otherwise);
    }

    /** {@return which of the constants the file names, in lower case; that one where it names none} */
    static <E extends Enum<E>> E choice(FeedFile file, String key, Class<E> type, E otherwise) {
        Optional<String> value = file.value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        List<String> labels = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int found = labels.indexOf(value.get().toLowerCase(Locale.ROOT));
        if (found < 0) {
            throw file.unexpected(key, String.join(" or ", labels));
        }
        return type.getEnumConstants()[found];
    }
}
