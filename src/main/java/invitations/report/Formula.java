package invitations.report;

/** Cells that a spreadsheet would run (CWE-1236; OWASP ASVS 5.0, 1.2.10). */
final class Formula {
    private static final String STARTS = "=+-@\t\r\n＝＋－＠";

    private Formula() {}

    /** The cell with a leading {@code '} where a spreadsheet would take it for a formula, else as it is. */
    static String disarm(String cell) {
        return !cell.isEmpty() && STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
