package invitations.send;

import invitations.api.TargetRequest;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/** What one pass sends and asks, part after part, until the program stops. For one thread at a time. */
final class SendPass implements Iterator<TargetRequest> {
    private final Iterator<Iterator<? extends TargetRequest>> parts;
    private final BooleanSupplier stops;
    private Iterator<? extends TargetRequest> part = Collections.emptyIterator();

    SendPass(Iterator<Iterator<? extends TargetRequest>> parts, BooleanSupplier stops) {
        this.parts = parts;
        this.stops = stops;
    }

    @Override
    public boolean hasNext() {
        if (stops.getAsBoolean()) {
            return false;
        }
        while (!part.hasNext() && parts.hasNext()) {
            part = parts.next();
        }
        return part.hasNext();
    }

    @Override
    public TargetRequest next() {
        return part.next();
    }
}
