package invitations.intake.container;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;

/**
 * How much a file may have in it.
 *
 * @param fileSize how many bytes a file may have, dropped or packed
 * @param unpackedSize how many bytes all that is packed in one file may have
 * @param ratio how many times the size of the packed file that may be, beyond the first megabyte
 * @param entries how many entries a ZIP or a workbook may have
 */
public record UnpackLimits(long fileSize, long unpackedSize, int ratio, int entries) {
    public static final long FREE = 1_000_000;

    /**
     * Checks the size of a file.
     *
     * @throws FileRefusedException when a file has so many bytes, which is too much
     */
    public void checkFile(String which, long bytes) {
        if (bytes > fileSize) {
            throw tooLarge(which, fileSize);
        }
    }

    /** That a file has more bytes than it may. */
    public static FileRefusedException tooLarge(String which, long limit) {
        return new FileRefusedException(
                ReasonCode.FILE_TOO_LARGE,
                0,
                which + " has more than " + limit + " bytes (invitations.limit.file-size): part it into several"
                        + " files");
    }

    FileRefusedException tooManyEntries() {
        return tooMuch("there are more than " + entries + " entries in it (invitations.limit.entries)");
    }

    public FileRefusedException tooMuch(String what) {
        return new FileRefusedException(ReasonCode.TOO_MUCH_PACKED, 0, what + ": pack fewer or smaller files");
    }
}
