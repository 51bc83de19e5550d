package invitations.architecture.samples.feed;

/** An exception that nobody knows for one; and a query that acts. */
public final class FeedTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    private int times;

    public boolean isFirst() {
        return next() == 1;
    }

    private int next() {
        times++;
        return times;
    }
}
