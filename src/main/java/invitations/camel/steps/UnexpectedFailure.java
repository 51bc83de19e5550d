package invitations.camel.steps;

import invitations.base.ExceptionCauses;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.ReadingStoppedException;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.store.LedgerException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure that nobody foresaw makes of its file: it is refused, so that the program is there for all others. */
public final class UnexpectedFailure {
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailure.class);
    private static final int FRAMES = 8;
    /** What says nothing about the file: the ledger, the disk, or a stop. */
    private static final List<Class<? extends Exception>> OTHERS = List.of(
            LedgerException.class, IOException.class, InterruptedException.class, ReadingStoppedException.class);

    private UnexpectedFailure() {}

    /**
     * What is to be thrown instead.
     *
     * @param code the code of a refusal
     * @return a {@link FileRefusedException}; the failure itself when it is not the file's
     */
    public static RuntimeException at(WorkFile arrival, ReasonCode code, Throwable failure) {
        if (failure instanceof RuntimeException known && isForeseen(failure)) {
            return known;
        }
        String name = failure.getClass().getSimpleName();
        // Without its message, which may quote the file.
        LOG.error(
                "A file of feed {} is refused, since the program failed at it: {} at {}",
                arrival.feed(),
                name,
                Arrays.stream(failure.getStackTrace()).limit(FRAMES).toList());
        return new FileRefusedException(
                code,
                0,
                "the program failed at this file (" + name
                        + "): keep the file, and let the maker of the program have a look; or save the list anew as"
                        + " 'CSV UTF-8', and drop that");
    }

    private static boolean isForeseen(Throwable failure) {
        return ExceptionCauses.find(failure, FileRefusedException.class).isPresent()
                || OTHERS.stream()
                        .anyMatch(other -> ExceptionCauses.find(failure, other).isPresent());
    }
}
