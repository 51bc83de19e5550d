package invitations.sandbox;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the sandbox offers: one constant a method and path below {@code <catalog>/invitations}. */
public enum Endpoint {
    PLATFORM_SINGLE("platform", "single", "POST", ""),
    PLATFORM_BULK("platform", "bulk", "POST", "bulk/"),
    PLATFORM_LIST("platform", "list", "GET", ""),
    PLATFORM_CHECK("platform", "check", "GET", "check/"),
    PROGRAM_SINGLE("program", "single", "POST", ""),
    PROGRAM_BULK("program", "bulk", "POST", "bulk/"),
    PROGRAM_LIST("program", "list", "GET", ""),
    COURSE_SINGLE("course", "single", "POST", ""),
    COURSE_BULK("course", "bulk", "POST", "bulk/"),
    COURSE_LIST("course", "list", "GET", "");

    private final String target;
    private final String operation;
    private final String method;
    private final String suffix;

    Endpoint(String target, String operation, String method, String suffix) {
        this.target = target;
        this.operation = operation;
        this.method = method;
        this.suffix = suffix;
    }

    /** {@code platform}, {@code program} or {@code course}. */
    public String target() {
        return target;
    }

    /** {@code single}, {@code bulk}, {@code list} or {@code check}. */
    public String operation() {
        return operation;
    }

    String method() {
        return method;
    }

    /** The path below the catalog's, with its trailing slash. */
    String path() {
        return "/invitations/" + target + "/" + suffix;
    }

    /** The field that says where in the target an invitation goes: {@code platform_key}, {@code program_key} or {@code course_id}. */
    String keyField() {
        return target.equals("course") ? "course_id" : target + "_key";
    }

    /** Whether anybody may ask, without a key. */
    boolean isPublic() {
        return this == PLATFORM_CHECK;
    }

    /** All endpoints of that target and operation; null means any. */
    static Set<Endpoint> of(@Nullable String target, @Nullable String operation) {
        return Arrays.stream(values())
                .filter(endpoint -> target == null || endpoint.target.equals(target))
                .filter(endpoint -> operation == null || endpoint.operation.equals(operation))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Endpoint.class)));
    }
}
