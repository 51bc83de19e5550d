package invitations.intake.cell;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a section of a format code has around the places of digits. It tells whether a whole number is shown as it is read: as
 * its digits, with zeros before them, or with a text before them (ECMA-376, part 1, section 18.8.31). Immutable.
 *
 * @param prefix the text before the first digit
 * @param suffix the text behind the last digit
 * @param zeros how many places show a zero where they have no digit
 * @param hasDigits whether there is any place, or the number as it is
 * @param hasGroups whether thousands are parted
 * @param isOther whether it shows a decimal point, a percentage, a fraction, an exponent, a time, or thousands only
 */
record NumberPlaces(String prefix, String suffix, int zeros, boolean hasDigits, boolean hasGroups, boolean isOther) {
    private static final String OTHERS = ".%eEdDmMyYhHsSbBgG/";
    private static final String GENERAL = "general";
    /** So many digits of a number a spreadsheet keeps. */
    private static final int DIGITS = 15;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /**
     * Reads a section of a format.
     *
     * @param section what holds for some numbers, without what is in square brackets
     */
    static NumberPlaces of(String section) {
        StringBuilder prefix = new StringBuilder();
        StringBuilder behind = new StringBuilder();
        int zeros = 0;
        boolean hasDigits = false;
        boolean hasGroups = false;
        boolean isOther = false;
        boolean isAfterGroup = false;
        int i = 0;
        while (i < section.length()) {
            char c = section.charAt(i);
            String literal = "";
            if (section.regionMatches(true, i, GENERAL, 0, GENERAL.length())) {
                i += GENERAL.length() - 1;
                isOther |= hasDigits;
                hasDigits = true;
            } else if (c == '"') {
                int end = section.indexOf('"', i + 1);
                literal = section.substring(i + 1, end < 0 ? section.length() : end);
                i = end < 0 ? section.length() : end;
            } else if (c == '\\' && i + 1 < section.length()) {
                i++;
                literal = section.substring(i, i + 1);
            } else if (c == '_' || c == '*') {
                i++;
            } else if (c == '0' || c == '#' || c == '?' || c == '@') {
                zeros += c == '0' ? 1 : 0;
                hasDigits = true;
                isAfterGroup = false;
                behind.setLength(0);
            } else if (c == ',') {
                hasGroups = true;
                isAfterGroup = true;
            } else if (OTHERS.indexOf(c) >= 0) {
                isOther = true;
            } else {
                literal = String.valueOf(c);
            }
            (hasDigits ? behind : prefix).append(literal);
            i++;
        }
        return new NumberPlaces(
                prefix.toString(), behind.toString(), zeros, hasDigits, hasGroups, isOther || isAfterGroup);
    }

    /**
     * {@return whether the number is shown as it is read}
     *
     * @param isPattern whether it is read with the zeros and texts of the section
     */
    boolean shows(BigDecimal value, boolean isPattern) {
        BigDecimal number = value.abs().round(new MathContext(DIGITS)).stripTrailingZeros();
        boolean isWhole = number.scale() <= 0 && number.precision() - number.scale() <= DIGITS;
        if (!isWhole || isOther || !hasDigits || !suffix.isBlank()) {
            return false;
        }
        if (isPattern) {
            return true;
        }
        return prefix.isBlank() && zeros <= 1 && !(hasGroups && number.compareTo(THOUSAND) >= 0);
    }
}
