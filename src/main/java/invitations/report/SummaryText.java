package invitations.report;

import invitations.base.EmailMask;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import java.util.StringJoiner;

/** A summary in plain words. */
final class SummaryText {
    private SummaryText() {}

    static String of(Summary summary) {
        String otherDrop = summary.drop().supersededBy();
        return otherDrop == null
                ? ended(summary) + leavers(summary)
                : rows(summary) + " The file came again and is read otherwise now: drop " + otherDrop
                        + " has the rows for which no call was made.";
    }

    private static String leavers(Summary summary) {
        Long leavers = summary.leavers();
        if (leavers == null || leavers == 0) {
            return "";
        }
        return (leavers == 1 ? " 1 person" : " " + leavers + " people")
                + " of the feed's last roster " + (leavers == 1 ? "is" : "are")
                + " not in this one, and " + (leavers == 1 ? "stands" : "stand")
                + " in leavers.csv; their invitations are not revoked, since the API cannot do that.";
    }

    private static String ended(Summary summary) {
        return switch (summary.status()) {
            case REFUSED -> refusal(summary);
            case OPEN -> "Not finished. " + rows(summary);
            case DONE -> rows(summary);
            case DRY_RUN -> dryRun(summary);
            case NOTHING_TO_DO ->
                summary.rows() == 0 ? "Nothing to do: the file has no rows." : "Nothing to do. " + rows(summary);
            case SOME_NOT_INVITED ->
                rows(summary) + " Rows that somebody must act for: " + summary.deadLetters()
                        + ", all in dead-letter.csv.";
        };
    }

    private static String dryRun(Summary summary) {
        String guards = summary.drop().message() == null ? "" : " In earnest, " + reason(summary.drop()) + ".";
        String deadLetters = summary.hasDeadLetters()
                ? " Rows that somebody must act for: " + summary.deadLetters() + ", all in dry-run-dead-letter.csv."
                : "";
        return "Dry run: nothing was sent. " + rows(summary) + deadLetters + guards;
    }

    private static String rows(Summary summary) {
        StringJoiner parts = new StringJoiner(", ", counted(summary.rows()) + ": ", ".").setEmptyValue("No rows yet.");
        long superseded = summary.byCode().getOrDefault(ReasonCode.SUPERSEDED, 0L);
        long rehearsed = summary.byCode().getOrDefault(ReasonCode.DRY_RUN, 0L);
        if (rehearsed > 0) {
            parts.add(rehearsed + " would have been sent, if this were no dry run");
        }
        for (RowStatus status : RowStatus.values()) {
            long rows = summary.count(status)
                    - (status == RowStatus.SKIPPED ? superseded : 0)
                    - (status == RowStatus.UNPROCESSED ? rehearsed : 0);
            if (rows > 0) {
                parts.add(rows + " " + words(status));
            }
        }
        if (superseded > 0) {
            parts.add(superseded + " of another drop now");
        }
        return parts.toString();
    }

    private static String counted(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private static String words(RowStatus status) {
        return switch (status) {
            case UNCHECKED -> "waiting to be looked up at the API";
            case PLANNED -> "waiting to be sent";
            case INTENT -> "being sent";
            case RETRYABLE -> "waiting to be sent again";
            case UNCERTAIN -> "waiting for the API to be asked about";
            case INVITED -> "accepted by the API";
            case REFUSED -> "refused by the API";
            case NEEDS_REVIEW -> "in doubt (the API may have acted or not; never sent again by itself)";
            case INVALID -> "with errors, not sent";
            case DUPLICATE -> "the same as an earlier row";
            case ALREADY_INVITED -> "invited before";
            case SKIPPED -> "left out by filters or suppress.csv";
            case UNPROCESSED -> "not sent this time";
        };
    }

    private static String refusal(Summary summary) {
        Drop drop = summary.drop();
        String reason = drop.code() + ": " + (drop.line() > 0 ? "line " + drop.line() + ": " : "") + reason(drop) + ".";
        // A file that was sent in part, and cannot be read when it comes again, has rows that were sent.
        return summary.hasRows()
                ? "The file was refused as a whole when it came again: " + reason + " What became of it before: "
                        + rows(summary)
                : "The file was refused as a whole and nothing of it was sent: " + reason;
    }

    /** {@return why the file was refused; it may quote the file, so addresses are masked} */
    static String reason(Drop drop) {
        return EmailMask.mask(String.valueOf(drop.message()));
    }
}
