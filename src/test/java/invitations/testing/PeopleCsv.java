package invitations.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists of people for the platform {@code acme}. */
public final class PeopleCsv {
    /** One person. */
    public static final String ADA = "email,platform_key\nada@example.org,acme\n";

    private PeopleCsv() {}

    /** {@return a list of so many people, {@code person1@example.org} and so on} */
    public static String platformRows(int count) {
        return "email,platform_key\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(n -> "person" + n + "@example.org,acme\n")
                        .collect(Collectors.joining());
    }
}
