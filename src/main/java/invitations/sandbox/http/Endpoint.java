package invitations.sandbox.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the sandbox offers: one constant a method and path, below the catalog or below GitBook's prefix. */
public enum Endpoint {
    PLATFORM_SINGLE("platform", "single", "POST", "/invitations/platform/"),
    PLATFORM_BULK("platform", "bulk", "POST", "/invitations/platform/bulk/"),
    PLATFORM_LIST("platform", "list", "GET", "/invitations/platform/"),
    PLATFORM_CHECK("platform", "check", "GET", "/invitations/platform/check/"),
    PLATFORM_BLANK("platform", "blank", "POST", "/invitations/platform/blank/"),
    PLATFORM_REDEEM("platform", "redeem", "POST", "/invitations/platform/redeem/"),
    PROGRAM_SINGLE("program", "single", "POST", "/invitations/program/"),
    PROGRAM_BULK("program", "bulk", "POST", "/invitations/program/bulk/"),
    PROGRAM_LIST("program", "list", "GET", "/invitations/program/"),
    PROGRAM_BLANK("program", "blank", "POST", "/invitations/program/blank/"),
    PROGRAM_REDEEM("program", "redeem", "POST", "/invitations/program/redeem/"),
    COURSE_SINGLE("course", "single", "POST", "/invitations/course/"),
    COURSE_BULK("course", "bulk", "POST", "/invitations/course/bulk/"),
    COURSE_LIST("course", "list", "GET", "/invitations/course/"),
    COURSE_BLANK("course", "blank", "POST", "/invitations/course/blank/"),
    COURSE_REDEEM("course", "redeem", "POST", "/invitations/course/redeem/"),
    COURSE_LICENCES("course", "licences", "GET", "/licenses/course/"),
    GITBOOK_INVITE("gitbook", "invite", "POST", "/orgs/{org}/invites"),
    GITBOOK_JOIN("gitbook", "join", "POST", "/orgs/{org}/invites/{invite}"),
    GITBOOK_MEMBERS("gitbook", "members", "GET", "/orgs/{org}/members"),
    GITBOOK_LINK_SINGLE("gitbook-link", "single", "POST", "/orgs/{org}/link-invites"),
    GITBOOK_LINK_LIST("gitbook-link", "list", "GET", "/orgs/{org}/link-invites"),
    GITBOOK_LINK_SHOW("gitbook-link", "show", "GET", "/orgs/{org}/link-invites/{invite}"),
    GITBOOK_LINK_UPDATE("gitbook-link", "update", "PATCH", "/orgs/{org}/link-invites/{invite}"),
    GITBOOK_LINK_DELETE("gitbook-link", "delete", "DELETE", "/orgs/{org}/link-invites/{invite}");

    private final String target;
    private final String operation;
    private final String method;
    private final String path;

    Endpoint(String target, String operation, String method, String path) {
        this.target = target;
        this.operation = operation;
        this.method = method;
        this.path = path;
    }

    /** {@code platform}, {@code program}, {@code course}, {@code gitbook} or {@code gitbook-link}. */
    public String target() {
        return target;
    }

    /**
     * For platforms, programs and courses {@code single}, {@code bulk}, {@code list}, {@code blank} and {@code redeem},
     * besides {@code check} for platforms and {@code licences} for courses. For GitBook {@code invite} (people by their
     * addresses), {@code join} (by an invite's id) and {@code members} (the search). For GitBook's links
     * {@code single} (which creates one), {@code list}, {@code show}, {@code update} and {@code delete}.
     */
    public String operation() {
        return operation;
    }

    public String method() {
        return method;
    }

    /** The path below the catalog's, or below GitBook's prefix with names in braces for what is an id. */
    public String path() {
        return path;
    }

    /** The field that says where in the target an invitation goes. */
    public String keyField() {
        return keyFieldOf(target);
    }

    public static String keyFieldOf(String target) {
        return target.equals("course") ? "course_id" : target + "_key";
    }

    /** The fields without which an item is refused, for every person. */
    public List<String> required() {
        boolean isAboutBlanks = operation.equals("blank") || operation.equals("redeem");
        return isAboutBlanks ? List.of(keyField(), "source") : List.of(keyField());
    }

    /** {@return whether an item must name a person} */
    public boolean isForPerson() {
        return !operation.equals("blank");
    }

    /** {@return whether anybody may ask, without a key} */
    public boolean isPublic() {
        return this == PLATFORM_CHECK;
    }

    /** {@return whether it is one of GitBook's API} */
    public boolean isGitbook() {
        return target.startsWith("gitbook");
    }

    /** An error in the shape in which the API that it belongs to words one. */
    public HttpAnswer refusal(int status, String text) {
        return isGitbook() ? HttpAnswer.error(status, text) : HttpAnswer.detail(status, text);
    }

    /** All endpoints of that target and operation; null means any. */
    public static Set<Endpoint> of(@Nullable String target, @Nullable String operation) {
        return Arrays.stream(values())
                .filter(endpoint -> target == null || endpoint.target.equals(target))
                .filter(endpoint -> operation == null || endpoint.operation.equals(operation))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Endpoint.class)));
    }
}
