package invitations.camel;

import invitations.call.Gated;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/** What one pass sends and asks, part after part, until the program stops. For one thread at a time. */
final class Pass implements Iterator<Gated> {
    private final Iterator<Iterator<? extends Gated>> parts;
    private final BooleanSupplier stops;
    private Iterator<? extends Gated> part = Collections.emptyIterator();

    Pass(Iterator<Iterator<? extends Gated>> parts, BooleanSupplier stops) {
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
    public Gated next() {
        return part.next();
    }
}
