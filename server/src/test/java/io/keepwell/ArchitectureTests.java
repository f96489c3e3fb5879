package io.keepwell;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;

/// The rules of the house that a compiler does not know.
class ArchitectureTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(Keepwell.class);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.keepwell");

    @Test
    void modulesUseOneAnotherByTheirDoorsAndDownwardsOnly() {
        MODULES.verify();
    }

    @Test
    void theModuleDiagramInTheDocsIsTheOneOfTheCode() throws IOException {
        var page = Path.of("../docs/modules.md");
        var drawn = ModuleDiagram.of(MODULES);
        if (Boolean.getBoolean("keepwell.write-docs")) {
            Files.writeString(page, drawn);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/modules.md; to write it anew: ./keepwell check -Dkeepwell.write-docs=true")
                .isEqualTo(drawn);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(p -> p.getName());

        assertThat(unmarked).isEmpty();
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.keepwell.shared.ClockConfiguration")
                .should(callMethodWhere(readsTheMachinesClock()))
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("time comes from the Clock bean, so that a test can set it")
                .check(CLASSES);
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        methods()
                .that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .should(ArchCondition.from(sayWhoMayCallThem()))
                .because("an endpoint that forgot to say so would be open to whoever is signed in")
                .check(CLASSES);
    }

    @Test
    void controllersAndStoresStayInsideTheirModule() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .or()
                .haveSimpleNameEndingWith("Store")
                .should()
                .notBePublic()
                .because("a module's door is its facade; pages and tables stay inside")
                .check(CLASSES);
    }

    @Test
    void noScriptImportsOneThatThePageLoadsByItsHashedName() throws IOException {
        // the browser would take it for another one, run it twice, and every key would count double
        try (var scripts = Files.list(Path.of("src/main/resources/static/js"))) {
            for (var script : scripts.toList()) {
                assertThat(Files.readString(script)).as(script.toString()).doesNotContain("from './");
            }
        }
    }

    private static DescribedPredicate<JavaMethod> sayWhoMayCallThem() {
        return DescribedPredicate.describe(
                "say who may call them, by themselves or by their class",
                method -> method.isMetaAnnotatedWith(PreAuthorize.class)
                        || method.getOwner().isMetaAnnotatedWith(PreAuthorize.class));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheMachinesClock() {
        var clock = belongToAnyOf(Clock.class);
        return DescribedPredicate.describe("read the clock of the machine", call -> {
            var target = call.getTarget();
            return switch (target.getName()) {
                // now(Clock) is welcome
                case "now" ->
                    target.getOwner().getPackageName().equals("java.time")
                            && target.getRawParameterTypes().stream().noneMatch(clock);
                case "currentTimeMillis" -> target.getOwner().isEquivalentTo(System.class);
                default ->
                    target.getOwner().isEquivalentTo(Clock.class)
                            && Set.of("systemUTC", "systemDefaultZone", "system")
                                    .contains(target.getName());
            };
        });
    }
}
