package invitations.invitation;

/** Where a drop stands. */
public enum DropState {
    /** Taken into the work folder, not read yet. */
    RECEIVED,
    /** Waiting for a person's word: nothing is sent. */
    HELD,
    /** Its rows are being sent. */
    SENDING,
    /** No row is open; the report is there, or is being written. */
    REPORTED,
    /** Not readable as a whole: nothing was sent. */
    REFUSED
}
