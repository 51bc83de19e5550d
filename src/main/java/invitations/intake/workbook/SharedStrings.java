package invitations.intake.workbook;

import invitations.intake.container.UnpackBudget;
import invitations.invitation.FileRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of a workbook share. They are all in memory, so there must not be too many; of the workbooks that
 * have many, one is read at a time. To be closed when its cells were read.
 */
final class SharedStrings implements AutoCloseable {
    private static final Semaphore LARGE = new Semaphore(1, true);
    private static final int MOST = 500_000;
    private static final int MOST_CHARACTERS = 8_000_000;
    /** Of what may be in memory, what several may have at once. */
    private static final int SMALL_PART = 10;

    private final List<String> texts = new ArrayList<>();
    private boolean isLarge;

    private SharedStrings() {}

    /**
     * Reads them.
     *
     * @param part the file that has them; null when there is none
     * @throws FileRefusedException when they are too many
     */
    static SharedStrings read(@Nullable XmlPartReader part, UnpackBudget budget) throws XMLStreamException {
        SharedStrings shared = new SharedStrings();
        try {
            shared.readAll(part, budget);
            return shared;
        } catch (XMLStreamException | RuntimeException | Error e) {
            shared.close();
            throw e;
        }
    }

    private void readAll(@Nullable XmlPartReader part, UnpackBudget budget) throws XMLStreamException {
        int characters = 0;
        RichText text = new RichText();
        while (part != null && part.next()) {
            text.take(part);
            if (part.begins("si")) {
                text.clear();
            } else if (part.ends("si")) {
                String found = text.text();
                characters += found.length();
                if (texts.size() == MOST || characters > MOST_CHARACTERS) {
                    throw budget.tooMuch("the workbook has more than " + MOST + " texts or " + MOST_CHARACTERS
                            + " characters (save it as 'CSV UTF-8')");
                }
                texts.add(found);
                if (!isLarge && (texts.size() > MOST / SMALL_PART || characters > MOST_CHARACTERS / SMALL_PART)) {
                    budget.time().acquire(LARGE);
                    isLarge = true;
                }
            }
        }
    }

    /** Lets the next large one be read. */
    @Override
    public void close() {
        if (isLarge) {
            isLarge = false;
            LARGE.release();
        }
    }

    /** The text of that index; null when there is none. */
    @Nullable
    String at(String index) {
        int number = index.matches("[0-9]{1,6}") ? Integer.parseInt(index) : -1;
        return number >= 0 && number < texts.size() ? texts.get(number) : null;
    }
}
