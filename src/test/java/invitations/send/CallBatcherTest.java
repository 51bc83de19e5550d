package invitations.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.api.Call;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.testing.ApiSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallBatcherTest {

    @Test
    void a_drop_without_open_rows_makes_no_call() {
        CallBatcher calls = calls(List.of(), 10, 50);

        assertThat(calls.hasNext()).isFalse();
        assertThatThrownBy(calls::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void every_single_row_gets_its_own_call_in_the_order_of_the_rows_across_pages() {
        List<Call> calls = all(calls(rows(Operation.SINGLE, "a", "a", "b", "a", "a", "c", "a"), 3, 50));

        assertThat(calls)
                .extracting(Call::rowIds)
                .containsExactly(
                        List.of(1L), List.of(2L), List.of(3L), List.of(4L), List.of(5L), List.of(6L), List.of(7L));
        assertThat(calls).extracting(Call::tenant).containsExactly("a", "a", "b", "a", "a", "c", "a");
        assertThat(calls).extracting(Call::isBulk).containsOnly(false);
    }

    @Test
    void batches_are_filled_across_pages_and_the_rest_goes_last() {
        List<Call> calls = all(calls(rows(Operation.BULK, "a", "a", "a", "a", "a", "a", "a"), 2, 3));

        assertThat(calls)
                .extracting(Call::rowIds)
                .containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L));
        assertThat(calls).extracting(Call::isBulk).containsOnly(true);
    }

    @Test
    void a_batch_has_rows_of_one_platform_only() {
        List<Call> calls = all(calls(rows(Operation.BULK, "a", "b", "a", "b", "b", "c"), 4, 2));

        assertThat(calls)
                .extracting(call -> call.tenant() + call.rowIds())
                .containsExactly("a[1, 3]", "b[2, 4]", "b[5]", "c[6]");
        assertThat(calls).allSatisfy(call -> assertThat(call.rows())
                .allSatisfy(row -> assertThat(row.tenant()).isEqualTo(call.tenant())));
    }

    @Test
    void a_batch_has_rows_of_one_target_only() {
        List<OpenRow> rows = List.of(
                ApiSamples.row(1, "program", Operation.BULK, "a"),
                ApiSamples.row(2, "platform", Operation.BULK, "a"),
                ApiSamples.row(3, "platform", Operation.SINGLE, "a"),
                ApiSamples.row(4, "program", Operation.BULK, "a"));

        assertThat(all(calls(rows, 10, 50)))
                .extracting(call -> call.target() + " " + call.operation().label() + call.rowIds())
                .containsExactly("platform single[3]", "program bulk[1, 4]", "platform bulk[2]");
    }

    @Test
    void when_batches_become_smaller_those_at_hand_are_cut_too() {
        AtomicInteger most = new AtomicInteger(4);
        CallBatcher calls = new CallBatcher(
                "drop-1", pages(rows(Operation.BULK, "a".repeat(15).split("")), 10), name -> most.get(), row -> "");

        assertThat(calls.next().rowIds()).containsExactly(1L, 2L, 3L, 4L);
        most.set(2);
        List<Call> later = all(calls);

        assertThat(later).allMatch(call -> call.rows().size() <= 2);
        assertThat(later.stream().flatMap(call -> call.rowIds().stream()))
                .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"jos\u00e9@example.org\"}",
                "{\"email\":\"r&d@example.org\"}",
                "{\"source\":\"x\",\"email\":\"\\u00e9@example.org\"}",
                "{\"username\":\"\u0438\u0432\u0430\u043d\"}",
                "{\"email\":\"ada@example.org\",\"username\":\"a#b\"}"
            })
    void a_row_whose_address_the_api_may_refuse_goes_by_a_call_of_its_own(String item) {
        List<OpenRow> rows = List.of(
                bulk(1, "{\"email\":\"o'brien+x@example.org\"}"),
                bulk(2, item),
                bulk(3, "{\"email\":\"ada@b\u00fccher.example\",\"metadata\":{\"name\":\"\u00c9va\"}}"),
                bulk(4, "{\"username\":\"ada_l@x\"}"));

        assertThat(all(calls(rows, 10, 50))).extracting(Call::rowIds).containsExactly(List.of(2L), List.of(1L, 3L, 4L));
    }

    private static OpenRow bulk(long id, String item) {
        return new OpenRow(id, "program", Operation.BULK, "acme", "acme+p1", item, 1, 0, 0);
    }

    @Test
    void each_target_has_its_own_batch_size() {
        List<OpenRow> rows = List.of(
                ApiSamples.row(1, "program", Operation.BULK, "a"),
                ApiSamples.row(2, "platform", Operation.BULK, "a"),
                ApiSamples.row(3, "program", Operation.BULK, "a"),
                ApiSamples.row(4, "platform", Operation.BULK, "a"));
        CallBatcher calls =
                new CallBatcher("drop-1", pages(rows, 10), target -> target.equals("program") ? 1 : 2, row -> "");

        assertThat(all(calls)).extracting(Call::rowIds).containsExactly(List.of(1L), List.of(3L), List.of(2L, 4L));
    }

    @Test
    void pages_are_read_one_by_one_and_only_when_needed() {
        List<Long> asked = new ArrayList<>();
        LongFunction<List<OpenRow>> pages = pages(rows(Operation.SINGLE, "a", "a", "a", "a"), 2);
        CallBatcher calls = new CallBatcher(
                "drop-1",
                after -> {
                    asked.add(after);
                    return pages.apply(after);
                },
                target -> 50,
                row -> "");

        assertThat(calls.next().rowIds()).containsExactly(1L);
        assertThat(calls.next().rowIds()).containsExactly(2L);
        assertThat(asked).containsExactly(0L);
        assertThat(all(calls)).hasSize(2);
        assertThat(calls.hasNext()).isFalse();
        assertThat(asked).containsExactly(0L, 2L, 4L);
    }

    @Test
    void every_call_has_a_random_id_of_its_own_and_the_drop() {
        List<Call> calls = all(calls(rows(Operation.SINGLE, "a".repeat(100).split("")), 50, 50));

        assertThat(calls).extracting(Call::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(calls).extracting(Call::drop).containsOnly("drop-1");
        assertThat(calls).extracting(Call::startedNanos).containsOnly(0L);
    }

    @Test
    void a_call_starts_when_it_gets_the_rows_that_it_may_send() {
        Call asked = all(calls(rows(Operation.BULK, "a", "a"), 10, 50)).get(0);
        Call claimed = asked.begun(asked.rows().subList(1, 2), 7);

        assertThat(claimed.rowIds()).containsExactly(2L);
        assertThat(claimed.id()).isEqualTo(asked.id());
        assertThat(claimed.startedNanos()).isEqualTo(7);
        assertThat(claimed.isEmpty()).isFalse();
        assertThat(asked.with(List.of()).isEmpty()).isTrue();
    }

    private static List<OpenRow> rows(Operation operation, String... platforms) {
        List<OpenRow> rows = new ArrayList<>();
        Arrays.asList(platforms)
                .forEach(platform -> rows.add(ApiSamples.row(rows.size() + 1, "program", operation, platform)));
        return rows;
    }

    private static CallBatcher calls(List<OpenRow> rows, int pageSize, int batchSize) {
        return new CallBatcher("drop-1", pages(rows, pageSize), target -> batchSize, row -> "");
    }

    private static LongFunction<List<OpenRow>> pages(List<OpenRow> rows, int pageSize) {
        return after ->
                rows.stream().filter(row -> row.id() > after).limit(pageSize).toList();
    }

    private static List<Call> all(CallBatcher calls) {
        List<Call> all = new ArrayList<>();
        calls.forEachRemaining(all::add);
        return all;
    }
}
