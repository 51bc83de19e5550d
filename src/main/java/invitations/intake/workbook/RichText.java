package invitations.intake.workbook;

import invitations.base.EscapedText;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.util.regex.Pattern;

/** Gathers the text of one cell, or of one shared text, from the runs that it is written in. */
final class RichText {
    /** A cell has at most 32,767. */
    private static final int LONGEST = 40_000;

    private static final Pattern BREAK = Pattern.compile("\r\n|[\n\r]");

    private final StringBuilder text = new StringBuilder();
    private boolean isOpen;
    private boolean isPhonetic;

    /** Takes what stands here, if it is part of a text or a value. */
    void take(XmlPartReader part) {
        if (part.isText()) {
            if (isOpen && !isPhonetic) {
                text.append(part.text());
                if (text.length() > LONGEST) {
                    throw new FileRefusedException(
                            ReasonCode.INVALID_SHEET, 0, "a cell has more than " + LONGEST + " characters: shorten it");
                }
            }
        } else if (part.begins("rPh") || part.ends("rPh")) {
            isPhonetic = part.begins("rPh");
        } else if (part.begins("t") || part.begins("v")) {
            isOpen = true;
        } else if (part.ends("t") || part.ends("v")) {
            isOpen = false;
        }
    }

    /** {@return what was gathered, on one line} */
    String text() {
        return BREAK.matcher(EscapedText.decoded(text.toString())).replaceAll(" ");
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    void clear() {
        text.setLength(0);
        isOpen = false;
        isPhonetic = false;
    }
}
