package invitations.report;

/** Cells that a spreadsheet would run (CWE-1236; OWASP ASVS 5.0, 1.2.10). */
final class Formula {
    private Formula() {}

    /** The cell with a leading {@code '} where a spreadsheet would take it for a formula, else as it is. */
    static String disarm(String cell) {
        return !cell.isEmpty() && starts(cell.charAt(0)) ? "'" + cell : cell;
    }

    private static boolean starts(char c) {
        return switch (c) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> true;
            default -> false;
        };
    }
}
