package invitations.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the vendors publish, with the shapes of their queries, bodies and answers. Written from the vendors'
 * pages and shared with neither the bundle nor the sandbox, so that both can be held to it.
 */
enum VendorCall {
    PLATFORM_SINGLE("POST", catalog("invitations/platform/"), "", "platform-single", "200", "platform-invitation"),
    PLATFORM_BULK("POST", catalog("invitations/platform/bulk/"), "", "platform-bulk", "200", "successes"),
    PLATFORM_LIST("GET", catalog("invitations/platform/"), "platform-list", "", "200", "platform-list"),
    /** Asked by anybody, without a key. What its answer says beside the status is not published. */
    PLATFORM_CHECK("GET", catalog("invitations/platform/check/"), "platform-check", "", "200", Answers.ANYTHING),
    PLATFORM_BLANK("POST", catalog("invitations/platform/blank/"), "", "platform-blank", "200", "successes"),
    PLATFORM_REDEEM(
            "POST", catalog("invitations/platform/redeem/"), "", "platform-redeem", "200", "platform-invitation"),
    PROGRAM_SINGLE("POST", catalog("invitations/program/"), "", "program-single", "200", "program-invitation"),
    PROGRAM_BULK("POST", catalog("invitations/program/bulk/"), "", "program-bulk", "200", "successes"),
    PROGRAM_LIST("GET", catalog("invitations/program/"), "program-list", "", "200", "program-list"),
    PROGRAM_BLANK("POST", catalog("invitations/program/blank/"), "", "program-blank", "200", "successes"),
    PROGRAM_REDEEM("POST", catalog("invitations/program/redeem/"), "", "program-redeem", "200", "program-invitation"),
    COURSE_SINGLE("POST", catalog("invitations/course/"), "", "course-single", "200", "course-invitation"),
    COURSE_BULK("POST", catalog("invitations/course/bulk/"), "", "course-bulk", "200", "successes"),
    COURSE_LIST("GET", catalog("invitations/course/"), "course-list", "", "200", "course-list"),
    COURSE_BLANK("POST", catalog("invitations/course/blank/"), "", "course-blank", "200", "successes"),
    COURSE_REDEEM("POST", catalog("invitations/course/redeem/"), "", "course-redeem", "200", "course-invitation"),
    COURSE_LICENCES("GET", catalog("licenses/course/"), "course-licences", "", "200", "course-licences"),
    GITBOOK_INVITE("POST", gitbook("invites"), "", "gitbook-invite", "200", "gitbook-invite"),
    GITBOOK_JOIN("POST", gitbook("invites/{inviteId}"), "", "", "200", "gitbook-join"),
    GITBOOK_MEMBERS("GET", gitbook("members"), "gitbook-members", "", "200", "gitbook-members"),
    GITBOOK_LINK_SINGLE("POST", gitbook("link-invites"), "", "gitbook-link", "201", "gitbook-link"),
    GITBOOK_LINK_LIST("GET", gitbook("link-invites"), "gitbook-links", "", "200", "gitbook-links"),
    GITBOOK_LINK_SHOW("GET", gitbook("link-invites/{inviteId}"), "", "", "200", "gitbook-link"),
    GITBOOK_LINK_UPDATE("PATCH", gitbook("link-invites/{inviteId}"), "", "gitbook-link-update", "200", "gitbook-link"),
    /** 205: deleted. 204: there was none. */
    GITBOOK_LINK_DELETE("DELETE", gitbook("link-invites/{inviteId}"), "", "", "205 204", Answers.NOTHING);

    private final String method;
    private final Pattern path;
    private final boolean isGitbook;
    private final String query;
    private final String body;
    private final String statuses;
    private final String answer;

    /** Answers for which there is no shape. */
    private static final class Answers {
        private static final String NOTHING = "nothing";
        private static final String ANYTHING = "anything";
    }

    VendorCall(String method, String path, String query, String body, String statuses, String answer) {
        this.method = method;
        this.path = Pattern.compile(path.replaceAll("\\{[A-Za-z]+}", "[^/]+"));
        this.isGitbook = path.startsWith("/v1/");
        this.query = query;
        this.body = body;
        this.statuses = statuses;
        this.answer = answer;
    }

    private static String catalog(String path) {
        return "/dm/api/catalog/" + path;
    }

    private static String gitbook(String path) {
        return "/v1/orgs/{organizationId}/" + path;
    }

    /** The call that the request is; empty when nothing like it is published. */
    static Optional<VendorCall> of(Exchanged exchanged) {
        return Arrays.stream(values())
                .filter(call -> call.method.equals(exchanged.method()))
                .filter(call -> call.path.matcher(exchanged.path()).matches())
                .findFirst();
    }

    /** {@return what of the request is not as published} */
    static List<String> requestFindings(Exchanged exchanged) {
        return of(exchanged)
                .map(call -> call.requestProblems(exchanged))
                .orElse(List.of("no such call: " + exchanged.line()));
    }

    /** {@return what of the answer is not as published} */
    static List<String> answerFindings(Exchanged exchanged) {
        return of(exchanged)
                .map(call -> call.answerProblems(exchanged))
                .orElse(List.of("no such call: " + exchanged.line()));
    }

    private List<String> requestProblems(Exchanged exchanged) {
        List<String> problems = new ArrayList<>();
        String scheme = isGitbook ? "Bearer [^ ]+" : "Api-Token [^ ]+";
        String authorization = exchanged.authorization();
        if (this != PLATFORM_CHECK && (authorization == null || !authorization.matches(scheme))) {
            problems.add("Authorization is not of the form " + scheme);
        }
        if (query.isEmpty()) {
            if (exchanged.query() != null) {
                problems.add("a query where there is none: " + exchanged.query());
            }
        } else {
            problems.addAll(queryProblems(exchanged));
        }
        if (body.isEmpty()) {
            if (!exchanged.body().isEmpty()) {
                problems.add("a body where there is none: " + exchanged.body());
            }
        } else {
            if (!isJson(exchanged.contentType())) {
                problems.add("a body of the type " + exchanged.contentType());
            }
            problems.addAll(Shape.named(body + ".request").findings(exchanged.body()));
        }
        return problems.stream().map(problem -> this + ": " + problem).toList();
    }

    private List<String> queryProblems(Exchanged exchanged) {
        List<String> problems = new ArrayList<>();
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, String> parameter : exchanged.parameters()) {
            if (parameters.has(parameter.getKey())) {
                problems.add("the parameter " + parameter.getKey() + " twice");
            }
            parameters.put(parameter.getKey(), parameter.getValue());
        }
        problems.addAll(Shape.named(query + ".query").findings(parameters));
        return problems;
    }

    private List<String> answerProblems(Exchanged exchanged) {
        String shape = shape(exchanged.status());
        List<String> problems = new ArrayList<>();
        switch (shape) {
            case "" -> problems.add("an answer of status " + exchanged.status());
            case Answers.ANYTHING -> {}
            case Answers.NOTHING -> {
                if (!exchanged.answer().isEmpty()) {
                    problems.add("an answer where there is none: " + exchanged.answer());
                }
            }
            default -> {
                if (!isJson(exchanged.answerType())) {
                    problems.add("an answer of the type " + exchanged.answerType());
                }
                problems.addAll(Shape.named(shape + ".answer").findings(exchanged.answer()));
            }
        }
        return problems.stream().map(problem -> this + ": " + problem).toList();
    }

    /** The shape of an answer of that status; empty when there is no such answer. */
    private String shape(int status) {
        if (status >= 400) {
            return isGitbook ? "gitbook-error" : "iblai-error";
        }
        return List.of(statuses.split(" ", -1)).contains(String.valueOf(status)) ? answer : "";
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && type.matches("application/json(; ?charset=(?i:utf-8))?");
    }
}
