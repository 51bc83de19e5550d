package invitations.intake.cell;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a spreadsheet shows a number that is an identifier, such as {@code 00000} or {@code "S"0000} (ECMA-376, part 1, section
 * 18.8.31). Only codes that add leading zeros, or letters or signs of their own, are understood: all others show the same
 * number in another way. Immutable.
 *
 * @param pieces what stands there, from the left: literal texts, and places of digits
 * @param isGeneral whether the number stands there as it is, in place of digits
 */
record NumberPattern(List<Piece> pieces, boolean isGeneral) {
    /** What in a code means something else than a digit of a whole number, so that nothing is told of it. */
    private static final String OTHERS = ".,%eEdDmMyYhHsSbBgG/?";

    private static final String GENERAL = "general";
    /** Signs that only say how a number is meant, and are no part of an identifier. */
    private static final String BARE = "()+$€£¥ ";

    NumberPattern {
        pieces = List.copyOf(pieces);
    }

    /**
     * A piece of the code.
     *
     * @param literal the text that is shown; empty for the place of a digit
     * @param isZero whether a place that has no digit shows a zero
     */
    record Piece(String literal, boolean isZero) {
        boolean isDigit() {
            return literal.isEmpty();
        }
    }

    /**
     * The pattern of a section of a code.
     *
     * @param section what holds for some numbers, without what is in square brackets
     * @return empty when it shows numbers as such
     */
    static Optional<NumberPattern> of(String section) {
        List<Piece> pieces = new ArrayList<>();
        boolean isGeneral = false;
        int i = 0;
        while (i < section.length()) {
            char c = section.charAt(i);
            if (section.regionMatches(true, i, GENERAL, 0, GENERAL.length()) || c == '@') {
                if (isGeneral || pieces.stream().anyMatch(Piece::isDigit)) {
                    return Optional.empty();
                }
                isGeneral = true;
                pieces.add(new Piece("", false));
                i += c == '@' ? 1 : GENERAL.length();
            } else if (c == '"') {
                int end = section.indexOf('"', i + 1);
                int to = end < 0 ? section.length() : end;
                if (to > i + 1) {
                    pieces.add(new Piece(section.substring(i + 1, to), false));
                }
                i = to + 1;
            } else if (c == '\\' && i + 1 < section.length()) {
                pieces.add(new Piece(section.substring(i + 1, i + 2), false));
                i += 2;
            } else if (c == '_' || c == '*') {
                // As wide as a sign, or filled up by it: only to look at.
                i += 2;
            } else if (c == '0' || c == '#') {
                pieces.add(new Piece("", c == '0'));
                i++;
            } else if (OTHERS.indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                pieces.add(new Piece(String.valueOf(c), false));
                i++;
            }
        }
        NumberPattern pattern = new NumberPattern(pieces, isGeneral);
        return pattern.isOfIdentifiers() ? Optional.of(pattern) : Optional.empty();
    }

    private boolean isOfIdentifiers() {
        long zeros = pieces.stream().filter(Piece::isZero).count();
        boolean hasDigit = pieces.stream().anyMatch(Piece::isDigit);
        boolean hasText =
                pieces.stream().anyMatch(piece -> piece.literal().chars().anyMatch(c -> BARE.indexOf(c) < 0));
        return hasDigit && !isTextBetweenGeneral() && (zeros > 1 || hasText);
    }

    /** Digits behind or before a number that stands as it is. */
    private boolean isTextBetweenGeneral() {
        return isGeneral && pieces.stream().filter(Piece::isDigit).count() > 1;
    }

    /**
     * The number as it is shown.
     *
     * @param number not negative
     * @param plain the same number as it is written without a format
     */
    String text(BigDecimal number, String plain) {
        String digits = number.setScale(0, RoundingMode.HALF_UP).toPlainString();
        int left = digits.equals("0") ? 0 : digits.length();
        long first = pieces.stream().takeWhile(piece -> !piece.isDigit()).count();
        StringBuilder shown = new StringBuilder();
        // From the right: the last digit stands at the last place, and the first place has all that are left.
        for (int i = pieces.size() - 1; i >= 0; i--) {
            Piece piece = pieces.get(i);
            if (!piece.isDigit()) {
                // Between places without a digit nothing is shown.
                if (left > 0 || i < first || hasZeroBefore(i) || !hasDigitBehind(i)) {
                    shown.insert(0, piece.literal());
                }
            } else if (isGeneral) {
                shown.insert(0, plain);
            } else if (i == first) {
                shown.insert(0, left > 0 ? digits.substring(0, left) : piece.isZero() ? "0" : "");
                left = 0;
            } else if (left > 0) {
                left--;
                shown.insert(0, digits.charAt(left));
            } else if (piece.isZero() || hasZeroBefore(i)) {
                shown.insert(0, '0');
            }
        }
        return shown.toString().strip();
    }

    private boolean hasZeroBefore(int place) {
        return pieces.subList(0, place).stream().anyMatch(Piece::isZero);
    }

    private boolean hasDigitBehind(int place) {
        return pieces.subList(place, pieces.size()).stream().anyMatch(Piece::isDigit);
    }
}
