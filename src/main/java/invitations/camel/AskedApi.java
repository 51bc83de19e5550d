package invitations.camel;

import invitations.call.Answer;

/**
 * An API that was asked, for sentences about what it answered. Immutable.
 *
 * @param address its base URL
 * @param addressProperties the properties that say where it is
 * @param keyProperties what says which key it is asked with
 * @param tenant whom it is asked about
 * @param tenantProperty what says so
 */
record AskedApi(String address, String addressProperties, String keyProperties, String tenant, String tenantProperty) {

    String accepted() {
        return address + " answers, and accepts the key";
    }

    /** What it means that the answer is no list. */
    Reachability.Finding refusal(Answer answer) {
        if (answer.status() == 401) {
            return new Reachability.Finding(
                    Reachability.Kind.NOT_PERMITTED,
                    address + " does not accept the key (401); check " + keyProperties);
        }
        if (answer.status() == 403) {
            return notFor(answer);
        }
        String what = !answer.isSuccess()
                ? "with HTTP " + answer.status()
                : isPage(answer) ? "with a page" : "but not with a list (" + answer.words() + ")";
        String page = isPage(answer) ? ": a page of HTML ('" + answer.words() + "') is not the API" : "";
        return new Reachability.Finding(
                Reachability.Kind.NOT_REACHED, address + " answers " + what + "; check " + addressProperties + page);
    }

    Reachability.Finding notFor(Answer answer) {
        return new Reachability.Finding(
                Reachability.Kind.NOT_PERMITTED,
                address + " accepts the key, but not for " + tenant + " (" + answer.status() + "); check "
                        + tenantProperty);
    }

    /** What it means that there is no answer. */
    Reachability.Finding failure(NoAnswer failure) {
        boolean isAway = failure.kind() == NoAnswer.Kind.AWAY;
        // The client's own name for what Java calls so.
        String reason = String.valueOf(failure.getMessage()).replaceFirst("^HttpHostConnect", "Connect");
        return new Reachability.Finding(
                isAway ? Reachability.Kind.NOT_REACHED : Reachability.Kind.NOT_PERMITTED,
                address
                        + (isAway || reason.startsWith("the proxy ") ? " cannot be reached: " : " cannot be trusted: ")
                        + reason);
    }

    boolean isPage(Answer answer) {
        return answer.text().strip().startsWith("<");
    }
}
