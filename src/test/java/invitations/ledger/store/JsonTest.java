package invitations.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.testing.GeneratedTexts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are written and read quickly, and as the JSON library writes and reads them. */
final class JsonTest {
    private static final int ROWS = 30_000;

    @Test
    void cells_are_written_and_read_as_by_the_library() {
        new GeneratedTexts(31).lists(ROWS).forEach(cells -> {
            String json = Json.write(cells);
            assertThat(json).isEqualTo(Json.written(cells));
            assertThat(Json.texts(json)).isEqualTo(cells).isEqualTo(Json.parsed(json));
        });
    }

    @Test
    void every_character_is_written_and_read_as_by_the_library() {
        for (int i = 0; i <= Character.MAX_VALUE; i++) {
            List<String> cells = List.of("a" + (char) i + "b");
            assertThat(Json.write(cells)).isEqualTo(Json.written(cells));
            assertThat(Json.texts(Json.write(cells))).isEqualTo(cells);
        }
    }

    @Test
    void items_are_written_as_by_the_library() {
        GeneratedTexts texts = new GeneratedTexts(32);
        Random random = new Random(33);
        for (int i = 0; i < ROWS; i++) {
            Map<String, Object> item = item(texts, random, 0);
            assertThat(Json.write(item)).isEqualTo(Json.written(item));
        }
    }

    private static Map<String, Object> item(GeneratedTexts texts, Random random, int depth) {
        Map<String, Object> item = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            item.put(texts.one(), value(texts, random, depth));
        }
        return item;
    }

    private static Object value(GeneratedTexts texts, Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 20)) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextLong();
            case 4, 5 -> item(texts, random, depth + 1);
            case 6 -> Arrays.asList(texts.one(), value(texts, random, depth + 1));
            case 7 -> Arrays.asList(texts.one(), null);
            default -> texts.one();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"\"]",
                "[\"a\",\"b\"]",
                "[ \"a\" ]",
                "[\"a\" ,\"b\"]",
                "[\"a\\\"b\"]",
                "[\"a\"]x",
                "[\"a\",1,\"b\"]",
                "[1]",
                "[\"a\"],[\"b\"]",
                "[null]",
                "[\"a]\",\"[b,\"]"
            })
    void arrays_of_others_are_read_as_by_the_library(String json) {
        assertThat(Json.texts(json)).isEqualTo(Json.parsed(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "]",
                "{}",
                "[\"",
                "[\"]",
                "[\"a\",]",
                "[\"a\"\"b\"]",
                "[\"a\n\"]",
                "\"a\"",
                "[\"a\"b]",
                "x[]"
            })
    void what_is_no_array_of_texts_is_refused(String json) {
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> Json.texts(json));
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> Json.parsed(json));
    }

    @Test
    void every_short_text_of_signs_is_read_as_by_the_library() {
        Random random = new Random(34);
        String signs = "[]\"\",a\\ ";
        for (int n = 0; n < 10 * ROWS; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            String json = random.nextBoolean() ? text.toString() : "[\"" + text + "\"]";
            assertThat(read(json, true)).as(json).isEqualTo(read(json, false));
        }
    }

    private static Object read(String json, boolean quickly) {
        try {
            return quickly ? Json.texts(json) : Json.parsed(json);
        } catch (LedgerException notOne) {
            return String.valueOf(notOne.getMessage());
        }
    }
}
