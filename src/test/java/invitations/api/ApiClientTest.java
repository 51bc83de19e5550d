package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.Waiter;
import invitations.settings.Property;
import invitations.settings.Settings;
import invitations.testing.ApiSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    @Test
    void each_request_has_its_whole_time_also_one_that_is_made_again() {
        AtomicLong nanos = new AtomicLong(1);
        List<Long> begun = new ArrayList<>();
        ApiRequests requests = (route, request, body) -> {
            begun.add(request.startedNanos());
            nanos.addAndGet(100);
            return ApiSamples.answer(begun.size() < 3 ? 503 : 200, "{}");
        };
        Settings settings = Settings.load(Map.of(Property.PAUSE_FIRST.key(), "1ms"), Map.of());
        ApiClient client = new ApiClient(requests, settings, new Waiter(System::nanoTime), nanos::get);

        ApiResponse response = client.get(ApiRequest.of("iblai", "invitations/platform/", Map.of()));

        assertThat(response.isSuccess()).isTrue();
        assertThat(begun).containsExactly(1L, 101L, 201L);
    }
}
