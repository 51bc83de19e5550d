package invitations.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two files of people, some of whom are in both, and some twice in one: for a platform, a program, a course, or to be given
 * a blank invitation.
 *
 * @param files the text of each file
 * @param wanted who is to be invited where, each exactly once, in the words of {@link SandboxStage#invited()}
 * @param redeemers how many are to be given a blank invitation, of {@link #POOL}
 */
public record PeopleOfTwoFiles(List<String> files, Set<String> wanted, int redeemers) {
    /** The program and the source of the blank invitations: there are to be as many as redeemers, and no more. */
    public static final String POOL = "\"program_key\":\"acme+pool\",\"source\":\"fair\"";

    private static final String HEADER = "email,platform_key,program_key,course_id,operation,source\n";
    private static final int SHARED = 25;
    private static final int PLACES = 7;

    /**
     * Makes them up.
     *
     * @param rows how many the first file has; the second has half as many
     * @param refused whether some are among them that the sandbox refuses, alone and in batches
     */
    public static PeopleOfTwoFiles of(int rows, boolean refused, Random random) {
        return of(rows, refused, random, PLACES - 1);
    }

    /** The same, with people among them who are to be given a blank invitation. */
    public static PeopleOfTwoFiles withRedeemers(int rows, boolean refused, Random random) {
        return of(rows, refused, random, PLACES);
    }

    private static PeopleOfTwoFiles of(int rows, boolean refused, Random random, int places) {
        List<String> first = new ArrayList<>();
        Set<String> wanted = new TreeSet<>();
        for (int n = 1; n <= rows; n++) {
            first.add(row(n, refused && random.nextInt(12) == 0, random.nextInt(places), wanted));
        }
        List<String> second = new ArrayList<>(first.subList(0, Math.min(SHARED, rows)));
        for (int n = rows + 1; n <= rows + rows / 2; n++) {
            second.add(row(n, refused && random.nextInt(12) == 0, random.nextInt(places), wanted));
        }
        // Of a row that is refused, another spelling would have its own turn.
        List<String> good =
                first.stream().filter(row -> !row.startsWith("refuse-")).toList();
        String twice = good.get(random.nextInt(good.size()));
        first.add(twice.substring(0, 6).toUpperCase(Locale.ROOT) + twice.substring(6));
        first.add(random.nextInt(first.size()), "not an address,acme,,,,\n");
        int redeemers = Math.toIntExact(
                wanted.stream().filter(person -> person.endsWith(" acme+pool")).count());
        return new PeopleOfTwoFiles(
                List.of(HEADER + String.join("", first), HEADER + String.join("", second)), wanted, redeemers);
    }

    private static String row(int n, boolean refused, int which, Set<String> wanted) {
        String address = (refused ? "refuse-" : "person") + n + "@example.org";
        String[][] places = {
            {"acme", "acme,,,,"},
            {"acme", "acme,,,,"},
            {"acme", "acme,,,,"},
            {"acme+logic", "acme,acme+logic,,,"},
            {"acme+logic", "acme,acme+logic,,,"},
            {"course-v1:acme+C1+2026", "acme,,course-v1:acme+C1+2026,,"},
            {"acme+pool", "acme,acme+pool,,redeem,fair"}
        };
        String[] place = places[which];
        if (!refused) {
            wanted.add(address + " " + place[0]);
        }
        return address + "," + place[1] + "\n";
    }

    /** Writes the files into a folder. */
    public List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> paths = new ArrayList<>();
        for (String text : files) {
            paths.add(Files.writeString(folder.resolve("people-" + (paths.size() + 1) + ".csv"), text));
        }
        return paths;
    }
}
