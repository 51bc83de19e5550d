package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;

/**
 * How much a file may have in it.
 *
 * @param fileSize how many bytes a file may have, dropped or packed
 * @param unpackedSize how many bytes all that is packed in one file may have
 * @param ratio how many times the size of the packed file that may be, beyond the first megabyte
 * @param entries how many entries a ZIP or a workbook may have
 */
public record UnpackLimits(long fileSize, long unpackedSize, int ratio, int entries) {
    static final long FREE = 1_000_000;

    /**
     * Checks the size of a file.
     *
     * @throws RefusedFile when a file has so many bytes, which is too much
     */
    void checkFile(String which, long bytes) {
        if (bytes > fileSize) {
            throw tooLarge(which, fileSize);
        }
    }

    /** That a file has more bytes than it may. */
    public static RefusedFile tooLarge(String which, long limit) {
        return new RefusedFile(
                Code.FILE_TOO_LARGE,
                0,
                which + " has more than " + limit + " bytes (invitations.limit.file-size): part it into several"
                        + " files");
    }

    RefusedFile tooManyEntries() {
        return tooMuch("there are more than " + entries + " entries in it (invitations.limit.entries)");
    }

    RefusedFile tooMuch(String what) {
        return new RefusedFile(Code.TOO_MUCH_PACKED, 0, what + ": pack fewer or smaller files");
    }
}
