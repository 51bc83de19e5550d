package invitations.intake.cell;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a format code, of which each holds for some numbers: those of {@code [<100]000;0000}, or, without
 * conditions, the positive ones, the negative ones, and zero (ECMA-376, part 1, section 18.8.31). Immutable.
 */
public final class NumberSections {
    /** More are never used; one more is of texts. */
    private static final int MOST = 3;

    private static final Pattern CONDITION = Pattern.compile("\\[(<=|>=|<>|<|>|=)(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?)]");
    private static final Pattern CURRENCY = Pattern.compile("\\[\\$([^\\]-]*)[^\\]]*]");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]");

    private final List<Section> sections;

    private NumberSections(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /** @param shown its code without what is in square brackets */
    private record Section(@Nullable String relation, BigDecimal limit, String shown, @Nullable NumberPattern pattern) {
        boolean holds(BigDecimal value) {
            int compared = value.compareTo(limit);
            return switch (String.valueOf(relation)) {
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                case "=" -> compared == 0;
                case "<>" -> compared != 0;
                default -> true;
            };
        }
    }

    /** The sections of a code; empty when all of them show numbers as such. */
    public static Optional<NumberSections> of(String code) {
        List<Section> sections =
                split(code).stream().map(NumberSections::section).toList();
        return sections.stream().allMatch(section -> section.pattern() == null)
                ? Optional.empty()
                : Optional.of(new NumberSections(sections));
    }

    /** Each character is looked at a fixed number of times. */
    private static List<String> split(String code) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        boolean isQuoted = false;
        for (int i = 0; i < code.length() && parts.size() < MOST; i++) {
            char c = code.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '\\' && !isQuoted) {
                i++;
            } else if (c == ';' && !isQuoted) {
                parts.add(code.substring(from, i));
                from = i + 1;
            }
        }
        if (parts.size() < MOST) {
            parts.add(code.substring(from));
        }
        return parts;
    }

    private static Section section(String code) {
        Matcher condition = CONDITION.matcher(code);
        boolean hasCondition = condition.find();
        String shown =
                BRACKETS.matcher(CURRENCY.matcher(code).replaceAll("\"$1\"")).replaceAll("");
        return new Section(
                hasCondition ? condition.group(1) : null,
                hasCondition ? new BigDecimal(condition.group(2)) : BigDecimal.ZERO,
                shown,
                NumberPattern.of(shown).orElse(null));
    }

    /** The section of a code that holds for most numbers, without what is in square brackets. */
    static String first(String code) {
        return section(split(code).get(0)).shown();
    }

    /** {@return whether a number is shown by the code as it is read by it} */
    public static boolean areClear(String code, BigDecimal value) {
        NumberSections all = new NumberSections(
                split(code).stream().map(NumberSections::section).toList());
        Section section = all.sectionOf(value);
        return NumberPlaces.of(section.shown()).shows(value, section.pattern() != null);
    }

    /**
     * The number as it is shown.
     *
     * @param plain the same number as it is written without a format
     * @return empty when its section shows it as such
     */
    public Optional<String> text(BigDecimal value, String plain) {
        Section section = sectionOf(value);
        if (section.pattern() == null) {
            return Optional.empty();
        }
        boolean showsSign = value.signum() < 0 && section.equals(sections.get(0));
        String magnitude = plain.startsWith("-") ? plain.substring(1) : plain;
        return Optional.of((showsSign ? "-" : "") + section.pattern().text(value.abs(), magnitude));
    }

    private Section sectionOf(BigDecimal value) {
        if (sections.stream().anyMatch(section -> section.relation() != null)) {
            return sections.stream()
                    .filter(section -> section.holds(value))
                    .findFirst()
                    .orElse(sections.get(sections.size() - 1));
        }
        int index = value.signum() > 0 ? 0 : value.signum() < 0 ? 1 : 2;
        return index < sections.size() ? sections.get(index) : sections.get(0);
    }
}
