package invitations.sandbox.fault;

import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.Endpoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A misbehaviour that was ordered: for which calls, when, and what.
 *
 * @param endpoints where
 * @param platform the platform that the call must name, or the organization at GitBook; null for any
 * @param email what one of its addresses must have in it; null for any, or none
 * @param from the first of these calls that it hits, from 1
 * @param times how many it hits from there on
 * @param every it hits each so many of these: 2 for every second one
 * @param probability how many of these it hits really, from 0 to 1, by chance
 * @param seed of that chance
 * @param moment whether the work is done all the same
 * @param delay how long the client waits before the effect shows
 * @param effect what the client gets
 */
public record Fault(
        Set<Endpoint> endpoints,
        @Nullable String platform,
        @Nullable Pattern email,
        int from,
        int times,
        int every,
        double probability,
        long seed,
        Moment moment,
        Duration delay,
        FaultEffect effect) {

    /** Whether the fault comes before or after the server did the work. */
    public enum Moment {
        /** The work is not done; where the effect is only a delay, it is done after it. */
        BEFORE,
        /** The work is done, and its e-mails are sent. */
        AFTER
    }

    public Fault {
        endpoints = Set.copyOf(endpoints);
    }

    /** One call to any of these endpoints (to any at all when none is named), before the work. */
    public static Fault at(Endpoint... endpoints) {
        Set<Endpoint> where = endpoints.length == 0 ? EnumSet.allOf(Endpoint.class) : Set.of(endpoints);
        return new Fault(where, null, null, 1, 1, 1, 1, 0, Moment.BEFORE, Duration.ZERO, new FaultEffect.Untouched());
    }

    /** Only calls for that platform, or that organization at GitBook. */
    public Fault forPlatform(String key) {
        return new Fault(endpoints, key, email, from, times, every, probability, seed, moment, delay, effect);
    }

    /** Only calls of which one address has a part that matches the regular expression. */
    public Fault forEmail(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return new Fault(endpoints, platform, pattern, from, times, every, probability, seed, moment, delay, effect);
    }

    /** From the n-th of the calls on, counted from 1. */
    public Fault from(int nth) {
        return new Fault(endpoints, platform, email, nth, times, every, probability, seed, moment, delay, effect);
    }

    public Fault times(int number) {
        return new Fault(endpoints, platform, email, from, number, every, probability, seed, moment, delay, effect);
    }

    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /** Every so many of the calls, from the first on; 2 is every second one. */
    public Fault every(int number) {
        return new Fault(endpoints, platform, email, from, times, number, probability, seed, moment, delay, effect);
    }

    /** By chance, as often as there are calls. The same seed and the same order of calls hit the same calls. */
    public Fault sometimes(double share, long chanceSeed) {
        return new Fault(
                endpoints, platform, email, from, Integer.MAX_VALUE, every, share, chanceSeed, moment, delay, effect);
    }

    /** After the work was done. */
    public Fault afterTheWork() {
        return new Fault(
                endpoints, platform, email, from, times, every, probability, seed, Moment.AFTER, delay, effect);
    }

    public Fault delayed(Duration value) {
        return new Fault(endpoints, platform, email, from, times, every, probability, seed, moment, value, effect);
    }

    public Fault with(FaultEffect value) {
        return new Fault(endpoints, platform, email, from, times, every, probability, seed, moment, delay, value);
    }

    boolean concerns(ApiCall call) {
        if (!endpoints.contains(call.endpoint()) || (platform != null && !platform.equals(call.platform()))) {
            return false;
        }
        return email == null
                || call.emails().stream()
                        .anyMatch(address -> email.matcher(address).find());
    }
}
