package invitations.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The package table as rules.
 *
 * @param root the package that the table's packages are in: {@code invitations}, or that of the samples which break it
 */
record PackageRules(String root) {

    /** What each package may import of ours, besides itself. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("base", Set.of()),
            Map.entry("invitation", Set.of()),
            Map.entry("settings", Set.of("base")),
            Map.entry("sandbox", Set.of()),
            Map.entry("remote", Set.of("settings")),
            Map.entry("feed", Set.of("invitation", "settings")),
            Map.entry("intake", Set.of("feed", "invitation", "settings")),
            Map.entry("ledger", Set.of("invitation", "settings")),
            Map.entry("guard", Set.of("ledger", "feed", "invitation", "settings")),
            Map.entry("call", Set.of("feed", "invitation", "settings")),
            Map.entry("settle", Set.of("call", "ledger", "invitation", "settings")),
            Map.entry("report", Set.of("ledger", "invitation", "settings")),
            Map.entry(
                    "camel",
                    Set.of(
                            "settle",
                            "report",
                            "guard",
                            "call",
                            "intake",
                            "ledger",
                            "feed",
                            "remote",
                            "invitation",
                            "settings")),
            Map.entry(
                    "cli",
                    Set.of(
                            "camel",
                            "sandbox",
                            "remote",
                            "report",
                            "call",
                            "ledger",
                            "intake",
                            "feed",
                            "invitation",
                            "settings")));

    List<ArchRule> all() {
        Stream<ArchRule> general = Stream.of(
                classes()
                        .should()
                        .resideInAnyPackage(packages(MAY_IMPORT.keySet()))
                        .as("every package is in the package table"),
                classes().should(resideInANullMarkedPackage()),
                slices().matching(root + ".(*)..").should().beFreeOfCycles().as("packages are free of cycles"),
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Constants)")
                        .as("no class is named *Util, *Helper, *Manager, *Impl or *Constants"),
                noClasses()
                        .should()
                        .beAssignableTo("org.apache.camel.RoutesBuilder")
                        .as("routes are YAML: no class builds any"),
                onlyIn("camel", "org.apache.camel.."),
                onlyIn("cli", "picocli.."),
                onlyIn("cli", "java.util.logging.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(packages(Set.of("cli"))[0])
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class)
                        .as("only cli prints and exits"));
        Stream<ArchRule> table = MAY_IMPORT.keySet().stream().sorted().map(this::imports);
        return Stream.concat(general, table)
                .map(rule -> rule.allowEmptyShould(true))
                .toList();
    }

    private ArchRule imports(String name) {
        Set<String> allowed = new TreeSet<>(MAY_IMPORT.getOrDefault(name, Set.of()));
        if (!allowed.isEmpty()) {
            allowed.add("base");
        }
        return noClasses()
                .that()
                .resideInAPackage(packages(Set.of(name))[0])
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..")
                        .and(not(resideInAnyPackage(packages(allowed))))
                        .and(not(resideInAnyPackage(packages(Set.of(name))))))
                .as(name + " imports " + (allowed.isEmpty() ? "nothing of ours" : "only " + allowed));
    }

    private ArchRule onlyIn(String name, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(packages(Set.of(name))[0])
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as("only " + name + " is on " + library);
    }

    private String[] packages(Set<String> names) {
        return names.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        item, marked, item.getName() + " is in a package whose package-info.java has no @NullMarked"));
            }
        };
    }
}
