package invitations.report;

/** Cells that a spreadsheet would run (CWE-1236; OWASP ASVS 5.0, 1.2.10). */
final class Formula {
    private Formula() {}

    /** The cell with a leading {@code '} where a spreadsheet would take it for a formula, else as it is. */
    static String disarm(String cell) {
        return isFormula(cell) ? "'" + cell : cell;
    }

    /** Some spreadsheets pass over blanks, quotes and what nobody sees before they look. */
    private static boolean isFormula(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (starts(c)) {
                return true;
            }
            if (!isPassedOver(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isPassedOver(char c) {
        return c == '"'
                || c == '\''
                || Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static boolean starts(char c) {
        return switch (c) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> true;
            default -> false;
        };
    }
}
