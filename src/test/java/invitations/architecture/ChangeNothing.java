package invitations.architecture;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds of a method that, as far as its class goes, sets no field, changes no file, no collection in a field and nothing in a
 * ledger, and logs nothing. Methods of the same class that it calls count with it.
 */
final class ChangeNothing extends ArchCondition<JavaMethod> {
    private static final Pattern CHANGES = Pattern.compile(
            "java\\.nio\\.file\\.Files\\.(delete|deleteIfExists|move|copy|write|writeString|create\\w+|set\\w+|newOutputStream)"
                    + "|org\\.slf4j\\.Logger\\.(info|warn|error)"
                    + "|invitations\\..*\\.(putAside|quarantine)"
                    + "|invitations\\.ledger\\.store\\.(Database\\.write|Statements\\.update)");

    ChangeNothing() {
        super("change nothing");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        Optional<String> change = change(method, new HashSet<>());
        events.add(new SimpleConditionEvent(
                method, change.isEmpty(), method.getFullName() + " acts: " + change.orElse("nothing")));
    }

    private static Optional<String> change(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return Optional.empty();
        }
        for (JavaFieldAccess access : method.getFieldAccesses()) {
            if (access.getAccessType() == JavaFieldAccess.AccessType.SET) {
                return Optional.of("sets " + access.getTarget().getName());
            }
        }
        for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
            String name = call.getTarget().getOwner().getName() + "." + call.getName();
            if (CHANGES.matcher(name).matches()) {
                return Optional.of("calls " + name);
            }
            Optional<JavaMethod> own = call.getTarget().resolveMember().filter(target -> target.getOwner()
                    .equals(method.getOwner()));
            Optional<String> further = own.flatMap(target -> change(target, seen));
            if (further.isPresent()) {
                return further;
            }
        }
        return Optional.empty();
    }
}
