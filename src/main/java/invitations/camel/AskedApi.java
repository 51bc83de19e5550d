package invitations.camel;

import invitations.api.ApiException;
import invitations.api.ApiResponse;

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

    /** {@return what it means that the answer is no list} */
    ApiProbe.Finding refusal(ApiResponse response) {
        if (response.status() == 401) {
            return new ApiProbe.Finding(
                    ApiProbe.Kind.NOT_PERMITTED, address + " does not accept the key (401); check " + keyProperties);
        }
        if (response.status() == 403) {
            return notFor(response);
        }
        String what = !response.isSuccess()
                ? "with HTTP " + response.status()
                : isPage(response) ? "with a page" : "but not with a list (" + response.words() + ")";
        String page = isPage(response) ? ": a page of HTML ('" + response.words() + "') is not the API" : "";
        return new ApiProbe.Finding(
                ApiProbe.Kind.NOT_REACHED, address + " answers " + what + "; check " + addressProperties + page);
    }

    ApiProbe.Finding notFor(ApiResponse response) {
        return new ApiProbe.Finding(
                ApiProbe.Kind.NOT_PERMITTED,
                address + " accepts the key, but not for " + tenant + " (" + response.status() + "); check "
                        + tenantProperty);
    }

    /** {@return what it means that there is no answer} */
    ApiProbe.Finding failure(ApiException failure) {
        boolean isAway = failure.kind() == ApiException.Kind.AWAY;
        // The client's own name for what Java calls so.
        String reason = String.valueOf(failure.getMessage()).replaceFirst("^HttpHostConnect", "Connect");
        return new ApiProbe.Finding(
                isAway ? ApiProbe.Kind.NOT_REACHED : ApiProbe.Kind.NOT_PERMITTED,
                address
                        + (isAway || reason.startsWith("the proxy ") ? " cannot be reached: " : " cannot be trusted: ")
                        + reason);
    }

    boolean isPage(ApiResponse response) {
        return response.text().strip().startsWith("<");
    }
}
