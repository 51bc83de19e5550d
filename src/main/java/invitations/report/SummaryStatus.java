package invitations.report;

/** How a drop ended, in one word, for machines: scripts depend on these names. */
public enum SummaryStatus {
    /** It has not ended. Never in a report. */
    OPEN,
    /** Every row that asked for something new was accepted by the API. */
    DONE,
    /** Every row was done before, repeats another one, or was left out; or there are no rows. */
    NOTHING_TO_DO,
    /** The feed is in a dry run: the file was planned, and nothing of it was sent. */
    DRY_RUN,
    /** At least one row is a dead letter. */
    SOME_NOT_INVITED,
    /** The file was refused as a whole. */
    REFUSED
}
