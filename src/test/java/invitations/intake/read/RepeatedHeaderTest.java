package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.EscapedText;
import invitations.csv.ColumnName;
import invitations.csv.TextRules;
import invitations.intake.column.Column;
import invitations.testing.GeneratedTexts;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A header that comes again is known quickly, and as by making a plain name of each cell. */
final class RepeatedHeaderTest {
    private static final int ROWS = 200_000;
    private static final List<String> NAMES = List.of(
            "email", "First Name", "Straße", "e_mail*", "platform_key", "E-mail@Work", "*", "Name (required)", "");

    private static final List<String> AROUND = List.of(
            "",
            "",
            "*",
            ":",
            "\"",
            "'",
            "`",
            "(required)",
            " (optional)",
            "[Required]",
            "{*}",
            "\u201C",
            "\u200B",
            "_x000D_",
            "@",
            "~",
            "\u007F",
            "x");

    @Test
    void a_header_is_known_as_by_its_plain_names() {
        Random random = new Random(61);
        GeneratedTexts texts = new GeneratedTexts(62);
        int known = 0;
        for (int i = 0; i < ROWS; i++) {
            List<String> header = Stream.generate(() -> name(random, texts))
                    .limit(1 + random.nextInt(2))
                    .toList();
            String[] cells = header.stream()
                    .map(name -> random.nextInt(6) == 0 ? texts.one() : decorated(name, random))
                    .toArray(String[]::new);
            boolean isKnown = RepeatedHeader.of(header).isIn(cells);
            assertThat(isKnown).as("%s %s", header, List.of(cells)).isEqualTo(isIn(header, cells));
            known += isKnown ? 1 : 0;
        }
        assertThat(known).isBetween(ROWS / 20, ROWS * 19 / 20);
    }

    private static String name(Random random, GeneratedTexts texts) {
        return random.nextInt(5) == 0 ? texts.one() : decorated(NAMES.get(random.nextInt(NAMES.size())), random);
    }

    private static String decorated(String name, Random random) {
        String decorated = around(random) + name + around(random);
        return random.nextInt(20) == 0 ? decorated + "*".repeat(60) : decorated;
    }

    private static String around(Random random) {
        return AROUND.get(random.nextInt(AROUND.size()));
    }

    private static boolean isIn(List<String> header, String[] cells) {
        for (int i = 0; i < header.size(); i++) {
            String name = ColumnName.withoutGaps(header.get(i));
            RepeatedHeader one = RepeatedHeader.of(List.of(header.get(i)));
            boolean isNamed = new RepeatedHeader(one.names(), List.of("")).isIn(new String[] {cells[i]});
            if (!isNamed && !isDecorated(cells[i], name, one.plainNames().get(0))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecorated(String cell, String name, String plainName) {
        if (plainName.isEmpty() || cell.length() > plainName.length() + 60) {
            return false;
        }
        boolean mayBe = plainName.length() < name.length()
                || EscapedText.isIn(cell)
                || cell.chars().anyMatch(c -> c > '~' || "*:\"'`([{)]}".indexOf(c) >= 0);
        return mayBe
                && cell.indexOf('@') < 0
                && ColumnName.withoutGaps(new Column(0, TextRules.trim(cell)).plainName())
                        .equals(plainName);
    }
}
