package invitations.intake.workbook;

import invitations.intake.cell.FormattedNumber;
import invitations.intake.cell.NumberSections;
import invitations.intake.container.UnpackLimits;
import invitations.invitation.FileRefusedException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a workbook are shown, as far as it tells dates from numbers, and gives numbers leading zeros or signs of
 * their own (ECMA-376, part 1, sections 18.8.30 and 18.17.4).
 */
final class NumberFormats {
    /** Spreadsheet programs have room for a few hundred. */
    private static final int MOST_CODES = 5_000;
    /** Spreadsheet programs have room for 65,490. */
    private static final int MOST_STYLES = 70_000;

    private static final LocalDate BEFORE_FIRST = LocalDate.of(1899, 12, 31);
    /** Excel's calendar has a 29 February 1900: serial 60. */
    private static final int NO_DAY = 60;

    private static final int FROM_1904 = 1462;
    private static final long LAST_DAY = 2_958_465;
    private static final long DAY_SECONDS = 86_400;
    private static final int LARGEST_EXPONENT = 400;

    /** What a spreadsheet program takes: characters of a format code, and digits of a number. */
    private static final int LONGEST_CODE = 255;
    /** The same. */
    private static final int DIGITS = 15;

    private static final Style PLAIN = new Style(Shown.NUMBER, null, "General");

    private final List<Style> styles = new ArrayList<>();
    private final boolean from1904;

    private NumberFormats(boolean from1904) {
        this.from1904 = from1904;
    }

    private enum Shown {
        NUMBER,
        DATE,
        TIME,
        DATE_AND_TIME
    }

    private record Style(Shown shown, @Nullable NumberSections sections, String code) {}

    /**
     * Reads them.
     *
     * @param part the styles; null when there are none
     * @throws FileRefusedException when they are too many
     */
    static NumberFormats read(@Nullable XmlPartReader part, boolean from1904, UnpackLimits limits)
            throws XMLStreamException {
        NumberFormats formats = new NumberFormats(from1904);
        Map<String, Style> codes = new HashMap<>();
        boolean isInCells = false;
        int read = 0;
        while (part != null && part.next()) {
            if (part.begins("numFmt")) {
                // Also those that take the place of others.
                read++;
                Style style = style(String.valueOf(part.attribute("formatCode")));
                codes.put(String.valueOf(part.attribute("numFmtId")), style);
            } else if (part.begins("cellXfs") || part.ends("cellXfs")) {
                isInCells = part.begins("cellXfs");
            } else if (isInCells && part.begins("xf")) {
                formats.styles.add(style(String.valueOf(part.attribute("numFmtId")), codes));
            }
            if (read > MOST_CODES || formats.styles.size() > MOST_STYLES) {
                throw limits.tooMuch("the workbook has more than " + MOST_CODES + " number formats or " + MOST_STYLES
                        + " cell formats (save it as 'CSV UTF-8')");
            }
        }
        return formats;
    }

    private static Style style(String code) {
        Shown shown = shown(code);
        boolean isNumber = shown == Shown.NUMBER && code.length() <= LONGEST_CODE;
        return new Style(shown, isNumber ? NumberSections.of(code).orElse(null) : null, code);
    }

    private static Style style(String id, Map<String, Style> codes) {
        Style own = codes.get(id);
        return own == null ? style(BuiltInFormats.code(id)) : own;
    }

    /** By a format code such as {@code [$-407]dd.mm.yyyy;@}. Each character is looked at a fixed number of times. */
    private static Shown shown(String code) {
        String first = section(code);
        StringBuilder letters = new StringBuilder(first.length());
        int lastEnd = first.lastIndexOf(']');
        int i = 0;
        while (i < first.length()) {
            if (first.charAt(i) == '[' && i < lastEnd) {
                int end = first.indexOf(']', i);
                if (isElapsedTime(first, i + 1, end)) {
                    return Shown.NUMBER;
                }
                i = end + 1;
            } else {
                letters.append(first.charAt(i));
                i++;
            }
        }
        String text = letters.toString().replace("am/pm", "").replace("a/p", "").replace("general", "");
        boolean hasTime = hasAny(text, "hs");
        boolean hasDate = hasAny(text, hasTime ? "yd" : "ymd");
        if (hasDate) {
            return hasTime ? Shown.DATE_AND_TIME : Shown.DATE;
        }
        return hasTime ? Shown.TIME : Shown.NUMBER;
    }

    /** {@return what holds of positive numbers, in small letters, without texts in quotes and what stands for itself} */
    private static String section(String code) {
        StringBuilder section = new StringBuilder(code.length());
        int lastQuote = code.lastIndexOf('"');
        int i = 0;
        while (i < code.length() && code.charAt(i) != ';') {
            char c = code.charAt(i);
            if (c == '"' && i < lastQuote) {
                i = code.indexOf('"', i + 1);
            } else if ((c == '\\' || c == '_' || c == '*') && i + 1 < code.length()) {
                i++;
            } else {
                section.append(c);
            }
            i++;
        }
        return section.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isElapsedTime(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if ("hms".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean hasAny(String text, String letters) {
        return letters.chars().anyMatch(letter -> text.indexOf(letter) >= 0);
    }

    private Style styleAt(@Nullable String style) {
        int index = style != null && style.matches("[0-9]{1,6}") ? Integer.parseInt(style) : -1;
        return index >= 0 && index < styles.size() ? styles.get(index) : PLAIN;
    }

    /**
     * {@return what is to be read of a number that is a key or a part of one: its text, or that and its format where they differ}
     *
     * @param text its text
     */
    String ofKey(String number, @Nullable String style, String text) {
        Style found = styleAt(style);
        BigDecimal value = new BigDecimal(number);
        boolean isNumber = found.shown == Shown.NUMBER;
        return isNumber && NumberSections.areClear(found.code, value)
                ? text
                : FormattedNumber.of(isNumber ? plain(value, number) : text, found.code);
    }

    /** A number as it is shown, with dates as of ISO 8601; empty when it is none, or no day. */
    Optional<String> text(String number, @Nullable String style) {
        // Excel writes at most 24 characters; reading many digits takes longer than they are many.
        if (number.length() > LARGEST_EXPONENT) {
            return Optional.empty();
        }
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        if (Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT
                || Math.abs(value.scale()) > LARGEST_EXPONENT) {
            return Optional.empty();
        }
        Style found = styleAt(style);
        if (found.shown != Shown.NUMBER) {
            return date(value, found.shown);
        }
        String plain = plain(value, number);
        return found.sections == null
                ? Optional.of(plain)
                : found.sections.text(value, plain).or(() -> Optional.of(plain));
    }

    /**
     * {@return what is behind the fifteenth digit of a fraction, spreadsheets do not show} A whole number of which they have not kept
     * all digits is written as they show it, {@code 2.19E+26}, so that nobody takes the zeros at its end for its own.
     */
    private static String plain(BigDecimal value, String number) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.precision() - stripped.scale() > DIGITS
                && (stripped.precision() <= DIGITS || number.indexOf('E') >= 0 || number.indexOf('e') >= 0)) {
            BigDecimal kept = stripped.round(new MathContext(DIGITS)).stripTrailingZeros();
            String digits = kept.unscaledValue().abs().toString();
            return (kept.signum() < 0 ? "-" : "")
                    + digits.charAt(0)
                    + (digits.length() > 1 ? "." + digits.substring(1) : "")
                    + "E+"
                    + (kept.precision() - kept.scale() - 1);
        }
        BigDecimal rounded =
                stripped.scale() > 0 ? stripped.round(new MathContext(DIGITS)).stripTrailingZeros() : stripped;
        return rounded.toPlainString();
    }

    private Optional<String> date(BigDecimal value, Shown shown) {
        long seconds = value.multiply(BigDecimal.valueOf(DAY_SECONDS))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        long day = Math.floorDiv(seconds, DAY_SECONDS) + (from1904 ? FROM_1904 : 0);
        if (value.signum() < 0 || day > LAST_DAY || day == NO_DAY) {
            return Optional.empty();
        }
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(seconds, DAY_SECONDS));
        if (shown == Shown.TIME && day == (from1904 ? FROM_1904 : 0)) {
            return Optional.of(time.format(DateTimeFormatter.ISO_LOCAL_TIME));
        }
        LocalDate date = BEFORE_FIRST.plusDays(day > NO_DAY ? day - 1 : day);
        return Optional.of(
                shown == Shown.DATE
                        ? date.toString()
                        : LocalDateTime.of(date, time).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    }
}
