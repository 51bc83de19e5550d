package invitations.ledger.status;

import invitations.invitation.RowStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What follows from the table of transitions. A status that no way of the table leads to is impossible. */
public final class RowTransitions {
    /** A change of the status, whatever its cause. */
    public record Pair(RowStatus from, RowStatus to) {}

    private RowTransitions() {}

    /** {@return the statuses of rows that are new in the ledger} */
    public static Set<RowStatus> first() {
        Set<RowStatus> first = EnumSet.noneOf(RowStatus.class);
        all().filter(transition -> transition.from().isEmpty()).forEach(transition -> first.add(transition.to()));
        return first;
    }

    /** {@return the statuses that a row reaches only by a call, in their order} */
    public static Set<RowStatus> onlyByCall() {
        Set<RowStatus> without = EnumSet.copyOf(first());
        int before = 0;
        while (before < without.size()) {
            before = without.size();
            all().filter(transition -> !transition.isAfterCall() && transition != RowTransition.INTENDED)
                    .filter(transition -> transition.from().stream().anyMatch(without::contains))
                    .forEach(transition -> without.add(transition.to()));
        }
        return RowStatus.allBut(without.toArray(RowStatus[]::new));
    }

    /**
     * {@return the changes that rows take, without those that leave the status as it is}
     *
     * @param isAfterCall whether they are meant that only rows take for which a call was about to be made before, or the others
     */
    public static Stream<Pair> pairs(boolean isAfterCall) {
        return all().filter(transition -> transition.isAfterCall() == isAfterCall)
                .flatMap(transition -> transition.from().stream().map(from -> new Pair(from, transition.to())))
                .filter(pair -> pair.from() != pair.to())
                .distinct();
    }

    private static Stream<RowTransition> all() {
        return Arrays.stream(RowTransition.values());
    }
}
