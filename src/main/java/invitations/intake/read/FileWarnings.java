package invitations.intake.read;

import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import invitations.invitation.WarningCount;
import invitations.invitation.WarningCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the readers of one file warn of. What is about the file is counted, and refuses it where the feed says so; what
 * is about a row is kept until the row is read, which has it from then on. It keeps no more than the warnings of the rows that
 * a reader is ahead. For one thread.
 */
public final class FileWarnings {
    private final Set<WarningCode> refused;
    private final Iterator<Warning> unpacked;
    private final Queue<Warning> ofRows = new ArrayDeque<>();
    private final WarningCounts ofFile = new WarningCounts();
    private @Nullable Warning next;

    /**
     * @param refused which warnings are errors for the feed
     * @param unpacked what was warned of when the file was unpacked, in the order of the lines; that of the file as a whole
     *     may stand anywhere
     */
    public FileWarnings(Set<WarningCode> refused, Iterator<Warning> unpacked) {
        this.refused = Set.copyOf(refused);
        this.unpacked = unpacked;
    }

    /** Of a file that is no container's, and of which nothing is refused. */
    static FileWarnings none() {
        return new FileWarnings(Set.of(), Collections.emptyIterator());
    }

    /**
     * Takes a warning of a reader. One of a row must come before the row is handed on, in the order of the lines.
     *
     * @throws FileRefusedException when it is about the file, and the feed makes it an error
     */
    public void add(Warning warning) {
        if (warning.isOfRow()) {
            ofRows.add(warning);
            return;
        }
        if (refused.contains(warning.code())) {
            throw warning.asRefusal();
        }
        ofFile.add(warning);
    }

    /** The record with what its readers warn of; records are to be asked for in the order of their lines. */
    InputRow attached(InputRow record) {
        if (ofRows.isEmpty() && !peekUnpacked()) {
            return record;
        }
        List<Warning> own = new ArrayList<>(record.warnings());
        while (peekUnpacked() && next != null && next.line() <= record.line()) {
            take(next, record, own);
            next = null;
        }
        while (!ofRows.isEmpty() && ofRows.element().line() <= record.line()) {
            take(ofRows.remove(), record, own);
        }
        return own.isEmpty() ? record : record.warned(List.copyOf(own));
    }

    /** What is about lines that are no rows, such as blank ones, is about nothing. */
    private static void take(Warning warning, InputRow record, List<Warning> own) {
        if (warning.line() == record.line()) {
            own.add(warning);
        }
    }

    /** Finds the next warning of a row, and takes those of the file that stand before it. */
    private boolean peekUnpacked() {
        while (next == null && unpacked.hasNext()) {
            Warning found = unpacked.next();
            if (found.isOfRow()) {
                next = found;
            } else {
                add(found);
            }
        }
        return next != null;
    }

    /**
     * {@return what was warned of about the file as a whole, counted; to be asked for when all rows were read}
     *
     * @throws FileRefusedException when the feed makes one of them an error
     */
    public List<WarningCount> ofFile() {
        while (peekUnpacked()) {
            next = null;
        }
        return ofFile.all();
    }
}
