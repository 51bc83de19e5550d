package invitations.intake;

import invitations.invitation.RefusedFile;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The texts that the cells of a workbook share. They are all in memory, so there must not be too many. */
final class SharedTexts {
    private static final int MOST = 500_000;
    private static final int MOST_CHARACTERS = 8_000_000;

    private final List<String> texts = new ArrayList<>();

    private SharedTexts() {}

    /**
     * Reads them.
     *
     * @param part the file that has them; null when there is none
     * @throws RefusedFile when they are too many
     */
    static SharedTexts read(@Nullable XmlPart part, UnpackLimits limits) throws XMLStreamException {
        SharedTexts shared = new SharedTexts();
        int characters = 0;
        CellText text = new CellText();
        while (part != null && part.next()) {
            text.take(part);
            if (part.begins("si")) {
                text.clear();
            } else if (part.ends("si")) {
                String found = text.text();
                characters += found.length();
                if (shared.texts.size() == MOST || characters > MOST_CHARACTERS) {
                    throw limits.tooMuch("the workbook has more than " + MOST + " texts or " + MOST_CHARACTERS
                            + " characters (save it as 'CSV UTF-8')");
                }
                shared.texts.add(found);
            }
        }
        return shared;
    }

    /** The text of that index; null when there is none. */
    @Nullable
    String at(String index) {
        int number = index.matches("[0-9]{1,6}") ? Integer.parseInt(index) : -1;
        return number >= 0 && number < texts.size() ? texts.get(number) : null;
    }
}
