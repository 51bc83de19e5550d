package invitations.crash;

import invitations.sandbox.store.Mail;
import invitations.testing.SandboxStage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the sandbox's own record says of a run, and nothing else does.
 *
 * @param invited how many people were invited
 * @param lost who was to be invited, and was not
 * @param doubled who was invited more than once
 * @param strangers who was invited without being wanted
 */
record Verdict(int invited, List<String> lost, List<String> doubled, List<String> strangers) {

    static Verdict of(List<Mail> record, Set<String> wanted) {
        return of(record, wanted, Set.of(), Set.of());
    }

    /**
     * The same, where some are held back for a person, and are not lost.
     *
     * @param sentAlone who was sent again alone, once, as no list knew anybody who could be its witness
     */
    static Verdict of(List<Mail> record, Set<String> wanted, Set<String> heldBack, Set<String> sentAlone) {
        Map<String, Long> invited = SandboxStage.invited(record);
        return new Verdict(
                invited.size(),
                wanted.stream()
                        .filter(person -> !invited.containsKey(person) && !heldBack.contains(person))
                        .toList(),
                invited.entrySet().stream()
                        .filter(person -> person.getValue() > (sentAlone.contains(person.getKey()) ? 2 : 1))
                        .map(Map.Entry::getKey)
                        .toList(),
                invited.keySet().stream()
                        .filter(person -> !wanted.contains(person))
                        .toList());
    }

    /** {@return whether everybody was invited once, and nobody else at all} */
    boolean isClean() {
        return lost.isEmpty() && doubled.isEmpty() && strangers.isEmpty();
    }
}
