package invitations.csv;

/** Cells that a spreadsheet would run (CWE-1236; OWASP ASVS 5.0, 1.2.10). */
public final class FormulaEscaper {
    private FormulaEscaper() {}

    /**
     * The cell with a {@code '} before what a spreadsheet would take for a formula, else as it is: at its start, and where
     * a program that parts cells by something else, or by the line, would see the start of a cell.
     */
    public static String disarm(String cell) {
        StringBuilder disarmed = null;
        boolean hasBegun = false;
        boolean isStart = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (isStart && isSign(c)) {
                disarmed = disarmed == null ? new StringBuilder(cell.substring(0, i)) : disarmed;
                disarmed.append('\'');
            }
            hasBegun |= !parts(c) && !isPassedOver(c);
            isStart = hasBegun && (parts(c) || (isStart && isPassedOver(c)));
            if (disarmed != null) {
                disarmed.append(c);
            }
        }
        String rest = disarmed == null ? cell : disarmed.toString();
        return isFormula(cell) ? "'" + rest : rest;
    }

    /** Some spreadsheets pass over blanks, quotes and what nobody sees before they look. */
    private static boolean isFormula(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (isSign(c) || c == '\t' || c == '\r' || c == '\n') {
                return true;
            }
            if (!isPassedOver(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean parts(char c) {
        return c == ';' || c == ',' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isPassedOver(char c) {
        return c == '"'
                || c == '\''
                || Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isSign(char c) {
        return switch (c) {
            case '=', '+', '-', '@', '＝', '＋', '－', '＠' -> true;
            default -> false;
        };
    }
}
