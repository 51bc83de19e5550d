package invitations.feed;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings that the file of a feed may have, beside {@code default.<column>}. */
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
    SHEET("sheet");

    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,3})(h|d)");

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

    /** What the file says about precautions. */
    static Precautions precautions(FeedFile file) {
        return new Precautions(
                choice(file, PRECHECK, Precheck.class, Precheck.NONE) == Precheck.LIST,
                age(file),
                choice(file, ENSURE_PLATFORM, Precautions.EnsurePlatform.class, Precautions.EnsurePlatform.OFF),
                choice(file, LICENCES, Precautions.Licences.class, Precautions.Licences.OFF),
                choice(file, ALLOW_ADMIN, Truth.class, Truth.FALSE) == Truth.TRUE);
    }

    private enum Precheck {
        NONE,
        LIST
    }

    private enum Truth {
        TRUE,
        FALSE
    }

    private static @Nullable Duration age(FeedFile file) {
        Optional<String> value = file.value(REINVITE_AFTER.key);
        if (value.isEmpty()) {
            return null;
        }
        Matcher matcher = AGE.matcher(value.get());
        if (!matcher.matches()) {
            throw file.refused(REINVITE_AFTER.key, "expected days or hours, such as 14d or 36h");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }

    private static <E extends Enum<E>> E choice(FeedFile file, FeedSetting setting, Class<E> type, E otherwise) {
        Optional<String> value = file.value(setting.key);
        if (value.isEmpty()) {
            return otherwise;
        }
        List<String> labels = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int found = labels.indexOf(value.get().toLowerCase(Locale.ROOT));
        if (found < 0) {
            throw file.refused(setting.key, "expected " + String.join(" or ", labels));
        }
        return type.getEnumConstants()[found];
    }
}
