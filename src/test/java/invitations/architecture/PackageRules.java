package invitations.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The package table as rules, and the rules of names.
 *
 * @param root the package that the table's packages are in: {@code invitations}, or that of the samples which break it
 */
record PackageRules(String root) {

    List<ArchRule> all() {
        Stream<ArchRule> rules = Stream.of(
                classes().should(beInTheTable()),
                classes().should(importOnlyWhatTheTableAllows()),
                classes().should(resideInANullMarkedPackage()),
                slices().assignedFrom(packages()).should().beFreeOfCycles().as("packages are free of cycles"),
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
                onlyIn("ledger", "java.sql.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(root + ".ledger.store", root + ".ledger.backup")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "java\\.sql\\.(Connection|Driver|DriverManager|Statement)|javax\\.sql\\..*|org\\.sqlite\\..*")
                        .as("only ledger.store and ledger.backup have connections"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".ledger..")
                        .should()
                        .dependOnClassesThat(resideInAPackage(root + ".ledger.store")
                                .and(DescribedPredicate.not(assignableTo(Throwable.class)))
                                .and(DescribedPredicate.not(nameMatching(".*\\.AuditTrail(\\$Entry)?"))))
                        .as("of ledger.store, only ledger.. uses more than exceptions and the audit trail"),
                classes()
                        .that()
                        .resideInAPackage(root + ".camel..")
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should(serveCamel()),
                classes()
                        .that()
                        .areAnnotatedWith("picocli.CommandLine$Command")
                        .and()
                        .resideOutsideOfPackage(root + ".cli")
                        .should()
                        .haveSimpleNameEndingWith("Command")
                        .as("commands are named *Command"),
                classes()
                        .that()
                        .areAssignableTo(Throwable.class)
                        .should()
                        .haveSimpleNameEndingWith("Exception")
                        .as("exceptions are named *Exception"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".camel.steps")
                        .should()
                        .haveSimpleNameEndingWith("Steps")
                        .as("only camel.steps has classes named *Steps"),
                methods()
                        .that()
                        .haveRawReturnType(boolean.class)
                        .and()
                        .haveNameMatching("(is|has|are)[A-Z].*")
                        .and()
                        .doNotHaveName("hasNext")
                        .should(new ChangeNothing())
                        .as("what is named is* or has* changes nothing"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".cli..")
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
        return rules.map(rule -> rule.allowEmptyShould(true)).toList();
    }

    private ArchRule onlyIn(String name, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as("only " + name + " is on " + library);
    }

    private boolean isOurs(JavaClass item) {
        return item.getPackageName().startsWith(root + ".");
    }

    private String name(JavaClass item) {
        return item.getPackageName().substring(root.length() + 1);
    }

    private SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass item) {
                return isOurs(item) ? SliceIdentifier.of(name(item)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private ArchCondition<JavaClass> beInTheTable() {
        return condition("be in a package of the package table", (item, events) -> {
            boolean isThere = PackageTable.MAY_IMPORT.containsKey(name(item));
            events.add(new SimpleConditionEvent(
                    item, isThere, item.getName() + " is in a package that is not in the table"));
        });
    }

    private ArchCondition<JavaClass> importOnlyWhatTheTableAllows() {
        return condition(
                "import only what the package table allows",
                (item, events) -> item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .forEach(dependency -> events.add(new SimpleConditionEvent(
                                dependency,
                                PackageTable.allows(name(item), name(dependency.getTargetClass())),
                                dependency.getDescription()))));
    }

    /** A class that does not know Camel is there only for one that does, or that works with one. */
    private ArchCondition<JavaClass> serveCamel() {
        return condition("serve Camel", (item, events) -> {
            Stream<JavaClass> uses =
                    item.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
            Stream<JavaClass> users =
                    item.getDirectDependenciesToSelf().stream().map(Dependency::getOriginClass);
            boolean serves = Stream.concat(uses, users)
                    .map(JavaClass::getName)
                    .anyMatch(name -> name.startsWith("org.apache.camel.")
                            || (name.startsWith(root + ".camel.") && !name.startsWith(item.getName())));
            events.add(new SimpleConditionEvent(
                    item, serves, item.getName() + " neither knows Camel nor serves a class that does"));
        });
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition("reside in a @NullMarked package", (item, events) -> {
            boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(
                    item, marked, item.getName() + " is in a package whose package-info.java has no @NullMarked"));
        });
    }

    @FunctionalInterface
    private interface Check {
        void check(JavaClass item, ConditionEvents events);
    }

    private static ArchCondition<JavaClass> condition(String words, Check check) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                check.check(item, events);
            }
        };
    }
}
