package invitations.cli;

/** Text for a terminal. */
final class Text {
    private Text() {}

    /** {@code 1 row}, {@code 2 rows}. */
    static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /** The text with control and format characters written out, so that no value can play with the terminal. */
    static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    line.append(String.format("\\u%04x", c));
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
