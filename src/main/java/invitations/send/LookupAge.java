package invitations.send;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How old the look-up of a row may be when the row is sent. It doubles when all rows of a pass were looked up too long ago
 * to be sent, so that a drop gets on however slow its calls are. For one thread at a time; the age may be read by others.
 */
final class LookupAge {
    private static final Duration LONGEST = Duration.ofHours(6);

    private final LongSupplier tooOld;
    private volatile Duration age;
    private long before;

    /** @param tooOld how many rows were not sent so far, by this start, since their look-ups were too old or not there */
    LookupAge(Duration age, LongSupplier tooOld) {
        this.age = age;
        this.tooOld = tooOld;
        this.before = tooOld.getAsLong();
    }

    Duration age() {
        return age;
    }

    /** A pass has ended that sent so many rows. */
    void passed(int sent) {
        long now = tooOld.getAsLong();
        if (sent == 0 && now > before && age.compareTo(LONGEST) < 0) {
            age = age.multipliedBy(2);
        }
        before = now;
    }
}
