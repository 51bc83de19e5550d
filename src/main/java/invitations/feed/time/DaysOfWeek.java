package invitations.feed.time;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days of the week as settings write them: {@code Mon-Fri}, {@code Sat}, {@code Mon,Wed,Fri} or {@code Fri-Mon}. */
public final class DaysOfWeek {
    /** All seven. */
    public static final Set<DayOfWeek> ALL = Set.of(DayOfWeek.values());

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern PART = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))?");

    private DaysOfWeek() {}

    /** {@return the days that the text names, in any case; empty where it names none} */
    public static Optional<Set<DayOfWeek>> of(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = NAMES.indexOf(matcher.group(1));
            int last = matcher.group(2) == null ? first : NAMES.indexOf(matcher.group(2));
            if (first < 0 || last < 0) {
                return Optional.empty();
            }
            days.add(DayOfWeek.of(last + 1));
            for (int day = first; day != last; day = (day + 1) % NAMES.size()) {
                days.add(DayOfWeek.of(day + 1));
            }
        }
        return Optional.of(Set.copyOf(days));
    }
}
