package invitations.base;

/** Texts of others as people may look at them: on a terminal, in a log, in a notice. Safe for any number of threads. */
public final class DisplayText {
    private DisplayText() {}

    /** {@return the text with what {@link #isUnprintable} written out, as {@code \}{@code u001b}} */
    public static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isUnprintable(c)) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /** {@return whether it is a control or format character, or one that ends a line} */
    public static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
