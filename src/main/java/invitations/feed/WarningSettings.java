package invitations.feed;

import invitations.base.Suggestions;
import invitations.invitation.WarningCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the setting {@code warnings} of a feed says: {@code report} (none is an error, the default), {@code refuse} (each is, but
 * that columns go along as metadata: unknown-columns=refuse says that), or the codes of those that are, separated by {@code |}.
 */
final class WarningSettings {
    private static final String REPORT = "report";
    private static final String REFUSE = "refuse";

    private WarningSettings() {}

    /** {@return the warnings that are errors for the feed} */
    static Set<WarningCode> refused(FeedFile file) {
        String key = FeedSetting.WARNINGS.key();
        List<String> values = file.values(key);
        if (values.isEmpty() || isOnly(values, REPORT)) {
            return Set.of();
        }
        if (isOnly(values, REFUSE)) {
            return EnumSet.complementOf(EnumSet.of(WarningCode.METADATA_COLUMNS));
        }
        List<String> names =
                Arrays.stream(WarningCode.values()).map(WarningCode::name).toList();
        Set<WarningCode> refused = EnumSet.noneOf(WarningCode.class);
        for (String value : values) {
            String name = value.toUpperCase(Locale.ROOT);
            if (!names.contains(name)) {
                throw file.refused(
                        key,
                        "'" + value + "' is no warning"
                                + Suggestions.closest(name, names)
                                        .map(meant -> " (did you mean " + meant + "?)")
                                        .orElse("")
                                + "; expected report, refuse, or codes of warnings separated by |, such as "
                                + names.get(0));
            }
            refused.add(WarningCode.valueOf(name));
        }
        return refused;
    }

    private static boolean isOnly(List<String> values, String word) {
        return values.size() == 1 && values.get(0).equalsIgnoreCase(word);
    }
}
