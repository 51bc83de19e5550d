package invitations.ledger.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would do, in figures, and what its feed did before: what guards decide by.
 *
 * @param rows the rows of the file
 * @param invalid those of them that are wrong
 * @param invitations those for which the plan would make a call, each a person or an order of blank invitations
 * @param withDomain how many of these have an address
 * @param atUnknownDomains how many of these are at domains that the feed never had; 0 where it never had any
 * @param unknownDomains the domains of these with most people, at most three, the most frequent first
 * @param newDomains how many domains the feed never had
 * @param invitedToday how many people the feed has invited since its day began, and is about to invite in other drops
 * @param last the last reported drop of the feed whose rows count; null when there is none
 * @param history the reported drops of the feed in the last eight weeks, the newest first
 * @param roster how a roster compares with the last one of its feed
 * @param isCorrection whether the file is dead letters that came back, which are compared with nothing
 */
public record PlanFigures(
        long rows,
        long invalid,
        long invitations,
        long withDomain,
        long atUnknownDomains,
        List<DomainCount> unknownDomains,
        long newDomains,
        long invitedToday,
        @Nullable PastDrop last,
        List<PastDrop> history,
        RosterFigures roster,
        boolean isCorrection) {

    /** The same where only so many of the invitations are sent. */
    public PlanFigures limitedTo(long limit) {
        return new PlanFigures(
                rows,
                invalid,
                Math.min(limit, invitations),
                withDomain,
                atUnknownDomains,
                unknownDomains,
                newDomains,
                invitedToday,
                last,
                history,
                roster,
                isCorrection);
    }

    /**
     * How a roster compares with the last one of its feed.
     *
     * @param before the number of the drop that it is compared with; null where there is none
     * @param lastPeople how many people that one has; those in several places count in each
     * @param leavers how many of them are not in this one
     * @param remaster who asked to ignore what the feed did before: {@code file} or {@code operator}; null for nobody
     */
    public record RosterFigures(@Nullable Long before, long lastPeople, long leavers, @Nullable String remaster) {}

    /**
     * How many people are at a domain.
     *
     * @param domain in ASCII and lower case
     */
    public record DomainCount(String domain, long people) {}

    /**
     * A drop that was reported.
     *
     * @param rows the rows of its file
     * @param invitations how many of them its plan would invite
     * @param newDomains how many of their domains the feed never had before
     * @param receivedAt when it arrived
     */
    public record PastDrop(String id, long rows, long invitations, long newDomains, Instant receivedAt) {}
}
