package invitations.camel.steps;

import invitations.ledger.drop.Drop;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The bean {@code drops-received}: the drops that one file became, as a list. One that was refused is a drop as well; a
 * failure is that of all.
 */
public final class DropListAggregation implements AggregationStrategy {
    @Override
    public Exchange aggregate(@Nullable Exchange all, Exchange part) {
        Exchange result = all == null ? part : all;
        List<Drop> drops = all == null ? new ArrayList<>() : drops(all);
        if (part.getMessage().getBody() instanceof Drop drop) {
            drops.add(drop);
        }
        result.getMessage().setBody(drops);
        if (result.getException() == null) {
            result.setException(part.getException());
        }
        // A refusal that was handled would end the caller's route as well.
        result.getExchangeExtension().setErrorHandlerHandled(null);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<Drop> drops(Exchange all) {
        return (List<Drop>) all.getMessage().getBody();
    }
}
