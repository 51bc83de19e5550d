package invitations.intake.cell;

import invitations.csv.TextRules;

/**
 * A formula that is nothing but one text, {@code ="00123"}: so people write into CSV that a spreadsheet shall not take a text for
 * a number. Other formulas stay as they are.
 */
public final class FormulaText {
    private FormulaText() {}

    /** Puts the text in place of each such formula. */
    public static void unwrap(String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i];
            // Nearly no cell has the sign at all.
            if (!cell.isEmpty() && (cell.charAt(0) == '=' || TextRules.isGap(cell.charAt(0)))) {
                cells[i] = of(cell);
            }
        }
    }

    private static String of(String cell) {
        String formula = TextRules.trim(cell);
        int last = formula.length() - 1;
        if (last < 2 || formula.charAt(0) != '=' || formula.charAt(1) != '"' || formula.charAt(last) != '"') {
            return cell;
        }
        String text = formula.substring(2, last);
        String withoutPairs = text.replace("\"\"", "");
        return withoutPairs.indexOf('"') >= 0 ? cell : text.replace("\"\"", "\"");
    }
}
