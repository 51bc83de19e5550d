package invitations.feed.guard;

import invitations.settings.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule that holds a drop before its first call. Sentences, settings and status call it by its label. */
public enum Guard {
    /** So many rows are wrong. */
    INVALID(Property.GUARD_INVALID),
    /** The drop would invite so many people. */
    INVITATIONS(Property.GUARD_INVITATIONS),
    /** With what the feed has invited since midnight, the drop would invite so many people. */
    INVITATIONS_A_DAY(Property.GUARD_INVITATIONS_A_DAY),
    /** The file has so many more rows than the last one of its feed. */
    GROWTH(Property.GUARD_GROWTH),
    /** The file has so many fewer rows than the last one of its feed. */
    SHRINKAGE(Property.GUARD_SHRINKAGE),
    /** So large a share of a roster would be new. */
    NEW_PEOPLE(Property.GUARD_NEW_PEOPLE),
    /** So large a share of the last roster's people is not in this one. */
    LEAVERS(Property.GUARD_LEAVERS),
    /** So large a share of the people is at domains that the feed never had. */
    UNKNOWN_DOMAINS(Property.GUARD_UNKNOWN_DOMAINS),
    /** The file has a header and no rows. */
    EMPTY(null),
    /** Rows, new people or new domains are outside of what this weekday usually has. */
    USUAL(null),
    /** A file beside a roster asks to ignore what the feed did before. */
    REMASTER(null),
    /** The feed wants a person to approve each drop. */
    APPROVAL(null);

    private final @Nullable Property property;

    Guard(@Nullable Property property) {
        this.property = property;
    }

    /** {@return its name for people and machines, such as {@code unknown-domains}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return its key in the file of a feed, such as {@code guard.unknown-domains}} */
    public String key() {
        return "guard." + label();
    }

    /** {@return what says its threshold for all feeds; empty where it has none} */
    public Optional<Property> property() {
        return Optional.ofNullable(property);
    }

    /** {@return whether its threshold is a number alone, without a share} */
    public boolean isLimit() {
        return this == INVITATIONS || this == INVITATIONS_A_DAY;
    }

    /** {@return those that have a threshold} */
    public static List<Guard> withThreshold() {
        return Arrays.stream(values()).filter(guard -> guard.property != null).toList();
    }
}
