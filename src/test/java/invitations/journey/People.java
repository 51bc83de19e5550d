package invitations.journey;

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
 * Two files of people, some of whom are in both, and some twice in one.
 *
 * @param files the text of each file
 * @param wanted who is to be invited where, each exactly once, in the words of {@link Stage#invited()}
 */
record People(List<String> files, Set<String> wanted) {
    private static final String HEADER = "email,platform_key,program_key\n";
    private static final int SHARED = 25;

    /**
     * Makes them up.
     *
     * @param rows how many the first file has; the second has half as many
     * @param refused whether some are among them that the sandbox refuses, alone and in batches
     */
    static People of(int rows, boolean refused, Random random) {
        List<String> first = new ArrayList<>();
        Set<String> wanted = new TreeSet<>();
        for (int n = 1; n <= rows; n++) {
            first.add(row(n, refused && random.nextInt(12) == 0, random.nextInt(3) == 0, wanted));
        }
        List<String> second = new ArrayList<>(first.subList(0, Math.min(SHARED, rows)));
        for (int n = rows + 1; n <= rows + rows / 2; n++) {
            second.add(row(n, refused && random.nextInt(12) == 0, random.nextInt(3) == 0, wanted));
        }
        String twice = first.get(random.nextInt(first.size()));
        first.add(twice.substring(0, 6).toUpperCase(Locale.ROOT) + twice.substring(6));
        first.add(random.nextInt(first.size()), "not an address,acme,\n");
        return new People(List.of(HEADER + String.join("", first), HEADER + String.join("", second)), wanted);
    }

    private static String row(int n, boolean refused, boolean program, Set<String> wanted) {
        String address = (refused ? "refuse-" : "person") + n + "@example.org";
        String key = program ? "acme+logic" : "";
        if (!refused) {
            wanted.add(address + " " + (program ? key : "acme"));
        }
        return address + ",acme," + key + "\n";
    }

    /** Writes the files into a folder. */
    List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> paths = new ArrayList<>();
        for (String text : files) {
            paths.add(Files.writeString(folder.resolve("people-" + (paths.size() + 1) + ".csv"), text));
        }
        return paths;
    }
}
