package invitations.feed;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.settings.PropertiesFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The file of a feed, and where in it a mistake stands; behind it, perhaps, a ready-made mapping that it builds on. */
final class FeedFile {
    private final String name;
    private final PropertiesFile own;
    private final @Nullable FeedFile base;
    private final boolean isReadyMade;

    private FeedFile(String name, PropertiesFile own, @Nullable FeedFile base, boolean isReadyMade) {
        this.name = name;
        this.own = own;
        this.base = base;
        this.isReadyMade = isReadyMade;
    }

    /**
     * Reads the text of a feed's file.
     *
     * @throws FileRefusedException {@code INVALID_FEED} when the text is no properties file
     */
    static FeedFile of(String name, String text) {
        try {
            return new FeedFile(name, PropertiesFile.of(text), null, false);
        } catch (IllegalArgumentException e) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_FEED,
                    0,
                    name + ": a \\u is not followed by four hexadecimal digits; write \\\\ for \\");
        }
    }

    /** A mapping that comes with the program. */
    static FeedFile readyMade(String name, String text) {
        return new FeedFile(name, PropertiesFile.of(text), null, true);
    }

    /** The same file; where it says nothing, the other one counts. */
    FeedFile on(FeedFile other) {
        return new FeedFile(name, own, other, isReadyMade);
    }

    /** The same file without one of its own settings. */
    FeedFile without(String key) {
        if (!own.values().containsKey(key)) {
            throw new IllegalStateException("the setting " + key + " is not one of " + name);
        }
        return new FeedFile(name, own.without(key), base, isReadyMade);
    }

    /** {@return whether it comes with the program} */
    boolean isReadyMade() {
        return isReadyMade;
    }

    /** Its own keys, sorted. */
    Set<String> keys() {
        return own.values().keySet();
    }

    /** Refuses keys that stand there more than once: which of them was meant is not known. */
    void refuseRepeated() {
        for (String key : own.repeated()) {
            throw refused(
                    key,
                    "it stands in the file more than once: keep one line, with values separated by | where it is a list");
        }
    }

    /** {@return what it builds on} */
    Optional<FeedFile> base() {
        return Optional.ofNullable(base);
    }

    /** The value, without blanks around it; empty when it is not set, or set to nothing. */
    Optional<String> value(String key) {
        String value = own.values().get(key);
        return base == null || value != null ? present(value) : base.value(key);
    }

    /** {@return all values that count, by their keys} */
    SortedMap<String, String> effective() {
        SortedMap<String, String> all = base == null ? new TreeMap<>() : base.effective();
        all.putAll(own.values());
        return all;
    }

    /** The values of a list, separated by {@code |}; empty when it is not set. */
    List<String> values(String key) {
        return value(key).stream()
                .flatMap(text -> Arrays.stream(text.split("\\|", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A mistake in the setting, which must be one of its own. */
    InvalidFeedSettingException refused(String key, String reason) {
        return new InvalidFeedSettingException(key, own.line(key), name + own.place(key) + ": " + key + ": " + reason);
    }

    /** A mistake in the setting's value, which is shown. */
    InvalidFeedSettingException unexpected(String key, String expected) {
        return refused(key, "'" + value(key).orElse("") + "' – expected " + expected);
    }
}
