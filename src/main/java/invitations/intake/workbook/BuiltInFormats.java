package invitations.intake.workbook;

import java.util.Map;

/** The number formats that workbooks name by a number only (ECMA-376, part 1, section 18.8.30). */
final class BuiltInFormats {
    private static final String GENERAL = "General";
    private static final String DATE = "yyyy-mm-dd";
    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(1, "0"),
            Map.entry(2, "0.00"),
            Map.entry(3, "#,##0"),
            Map.entry(4, "#,##0.00"),
            Map.entry(5, "$#,##0_);($#,##0)"),
            Map.entry(6, "$#,##0_);[Red]($#,##0)"),
            Map.entry(7, "$#,##0.00_);($#,##0.00)"),
            Map.entry(8, "$#,##0.00_);[Red]($#,##0.00)"),
            Map.entry(9, "0%"),
            Map.entry(10, "0.00%"),
            Map.entry(11, "0.00E+00"),
            Map.entry(12, "# ?/?"),
            Map.entry(13, "# ??/??"),
            Map.entry(18, "h:mm AM/PM"),
            Map.entry(19, "h:mm:ss AM/PM"),
            Map.entry(20, "h:mm"),
            Map.entry(21, "h:mm:ss"),
            Map.entry(22, "yyyy-mm-dd h:mm"),
            Map.entry(37, "#,##0_);(#,##0)"),
            Map.entry(38, "#,##0_);[Red](#,##0)"),
            Map.entry(39, "#,##0.00_);(#,##0.00)"),
            Map.entry(40, "#,##0.00_);[Red](#,##0.00)"),
            Map.entry(41, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"),
            Map.entry(42, "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)"),
            Map.entry(43, "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)"),
            Map.entry(44, "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)"),
            Map.entry(45, "mm:ss"),
            Map.entry(46, "[h]:mm:ss"),
            Map.entry(47, "mm:ss.0"),
            Map.entry(48, "##0.0E+0"));

    private BuiltInFormats() {}

    /** The code of the format of that number; that of all numbers where it has none. */
    static String code(String id) {
        if (!id.matches("[0-9]{1,3}")) {
            return GENERAL;
        }
        int number = Integer.parseInt(id);
        // Those of East Asian languages, of which each program has others, are dates.
        boolean isDate =
                (number >= 14 && number <= 17) || (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
        return isDate ? DATE : CODES.getOrDefault(number, GENERAL);
    }
}
