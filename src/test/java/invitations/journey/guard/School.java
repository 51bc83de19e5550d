package invitations.journey.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** An organisation whose people come, go and change their names, and its nightly export. All by a seed. */
final class School {
    private static final List<String> DOMAINS = List.of("north.example.org", "south.example.org", "staff.example.org");
    private static final String HEADER = "email,first_name,last_name\n";

    private final Random random;
    private final List<String> people = new ArrayList<>();
    private final Map<String, String> lastNames = new HashMap<>();
    private int next;

    School(Random random, int people) {
        this.random = random;
        join(people);
    }

    /** Lets so many people join. */
    void join(int count) {
        for (int i = 0; i < count; i++) {
            String person = "person" + next++ + "@" + DOMAINS.get(random.nextInt(DOMAINS.size()));
            people.add(person);
            lastNames.put(person, "Name" + next);
        }
    }

    /** An ordinary day: some join, some leave, somebody marries. */
    void liveOneDay() {
        join(random.nextInt(9));
        for (int leavers = random.nextInt(7); leavers > 0; leavers--) {
            people.remove(random.nextInt(people.size()));
        }
        lastNames.put(people.get(random.nextInt(people.size())), "Married" + random.nextInt(1_000));
    }

    /** {@return who is there now} */
    List<String> people() {
        return List.copyOf(people);
    }

    /** {@return the export of all} */
    String export() {
        return export(people);
    }

    /** {@return an export that was cut off} */
    String truncated() {
        return export(people.subList(0, people.size() * 11 / 20));
    }

    /** {@return an export that has all twice, as of two systems: the second time with other addresses} */
    String doubled() {
        return export()
                + people.stream().map(person -> row("old." + person, person)).collect(Collectors.joining());
    }

    /** {@return the export of another organisation, with as many people} */
    String other() {
        return HEADER
                + people.stream()
                        .map(person ->
                                "other." + person.substring(0, person.indexOf('@')) + "@elsewhere.example.net,A,B\n")
                        .collect(Collectors.joining());
    }

    /** {@return an export with other names of columns} */
    String renamed() {
        return export().replace(HEADER, "E-Mail Adress,Vorname,Nachname\n");
    }

    private String export(List<String> those) {
        return HEADER + those.stream().map(person -> row(person, person)).collect(Collectors.joining());
    }

    private String row(String address, String person) {
        return address + ",First," + lastNames.get(person) + "\n";
    }
}
