package invitations.settle;

/**
 * What the people whom the ledger knows to be there say of a list.
 *
 * @param verdict whether an absence counts
 * @param place what the list was filtered by, as a hash; empty where nobody at all is known to be shown
 * @param shownUntil where the list showed others than who was asked for, milliseconds since 1970 at which the last of those who
 *     are shown was invited: it may end there. Else {@link Long#MAX_VALUE}
 * @param reason why not, for people; empty when there is nothing to say
 */
record Testimony(Verdict verdict, String place, long shownUntil, String reason) {

    /** Whether an absence counts. */
    enum Verdict {
        /** The list shows somebody who is there: whom it does not show is not. */
        SHOWN,
        /** It does not show those who are there. */
        HIDDEN,
        /** The ledger knows nobody there. */
        UNKNOWN,
        /** It knows only people who were invited so lately that the list may be behind. */
        LATER
    }
}
