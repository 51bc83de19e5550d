package invitations.report;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiTarget;
import invitations.api.ItemJson;
import invitations.base.DisplayText;
import invitations.invitation.DropState;
import invitations.invitation.OpenRow;
import invitations.invitation.TargetField;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.OpenPlaces;
import invitations.send.TargetRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code destinations}: says where the rows of a drop go, how many to each place, and who is first, before any of
 * them is sent. Safe for any number of threads.
 */
public final class Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

    /** Of how many drops it is remembered that they were told of. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Ledger ledger;
    private final TargetRegistry targets;
    private final boolean isLogged;
    private final Map<String, Boolean> told = new LinkedHashMap<>();

    /** For those who show it to somebody. */
    public Destinations(Ledger ledger, TargetRegistry targets) {
        this(ledger, targets, false);
    }

    /** @param isLogged whether nobody is asked or told before a drop is sent, so that the log has to say it */
    public Destinations(Ledger ledger, TargetRegistry targets, boolean isLogged) {
        this.isLogged = isLogged;
        this.ledger = ledger;
        this.targets = targets;
    }

    /** {@return where the rows go that were not sent yet, in the order of the file; one for each target and tenant} */
    public List<Destination> of(Drop drop) {
        return ledger.openPlaces().destinations(drop).stream()
                .map(this::destination)
                .toList();
    }

    /** Writes it into the log, for a drop that is about to be sent: once for each time that it was planned. */
    public void tell(Drop drop) {
        if (!isLogged || drop.state() != DropState.SENDING || !remember(drop)) {
            return;
        }
        List<Destination> all = of(drop);
        if (!all.isEmpty()) {
            LOG.info(
                    "Drop {} of feed {} goes to {}", drop.id(), drop.feed(), String.join("; ", Destination.words(all)));
        }
    }

    private synchronized boolean remember(Drop drop) {
        boolean isFirst = told.put(drop.id() + " " + drop.plannedAt(), true) == null;
        if (told.size() > MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return isFirst;
    }

    private Destination destination(OpenPlaces.Destination rows) {
        ApiTarget target = targets.named(rows.target());
        OpenRow first = rows.first();
        String person = PersonLabel.of(
                        value(target, first, "first_name"),
                        value(target, first, "last_name"),
                        value(target, first, "email"),
                        value(target, first, "username"))
                .orElse(null);
        return new Destination(
                targets.address(target.api()),
                target.name(),
                DisplayText.printable(rows.tenant()),
                rows.rows(),
                person,
                DisplayText.printable(first.targetKey()));
    }

    private static @Nullable String value(ApiTarget target, OpenRow row, String column) {
        JsonNode item = ItemJson.of(row);
        for (TargetField field : target.fields(row.operation())) {
            if (field.column().equals(column)) {
                return item.at("/" + String.join("/", field.path())).asText(null);
            }
        }
        // Where a target has no such field, it is sent as metadata.
        return item.path("metadata").path(column).asText(null);
    }
}
