package invitations.routes;

import java.util.List;

/**
 * One way to break the style.
 *
 * @param fragment what the samples say
 * @param replacement what breaks the style in its place
 * @param finding a part of what is found
 */
record Breach(String fragment, String replacement, String finding) {

    static List<Breach> all() {
        return List.of(
                // The file.
                new Breach("Mends a sample.", "Mends." + "\n".repeat(110), "mend-sample.camel.yaml has 12"),
                new Breach("description: Mends a sample.", "description: Mends. # now", "has a comment"),
                new Breach("- route:\n    id: mend-sample", "# Mends.\n- route:\n    id: mend-sample", "has a comment"),
                new Breach("- routeConfiguration:", "- routeTemplate:", "has a 'routeTemplate'"),
                new Breach("id: mend-sample", "id: mend", "has a route with the id 'mend'"),
                new Breach("    description: Mends a sample.\n", "", "has a route without a description"),
                new Breach("uri: direct:post-sample", "uri: direct:post", "begins with direct:post,"),
                new Breach("{{invitations.sample.timeout}}", "{{invitations.sample.tmeout}}", "tmeout}}, which"),
                new Breach("{{invitations.sample.timeout}}", "{{?unknown:5s}}", "{{unknown}}, which"),
                new Breach(
                        "    description: Mends a sample.",
                        "    description: Mends.\n- route:\n    id: other",
                        "has 2 routes"),
                // The canonical form.
                new Breach(
                        "removeHeaders:\n            id: remove-headers\n            pattern: \"*\"",
                        "removeHeaders: \"*\"",
                        "removeHeaders: a text stands for the whole"),
                new Breach(
                        "log:\n                id: log-lost-sample\n                message: lost",
                        "log: lost",
                        "log: a text stands for the whole"),
                new Breach("simple:\n                expression: ${body}", "simple: ${body}", "simple: a text stands"),
                new Breach(
                        "expression:\n              constant:\n                expression: mended",
                        "constant:\n              expression: mended",
                        "constant: an expression belongs under"),
                // The steps.
                new Breach("                id: log-lost-sample\n", "", "log: needs an id in kebab-case"),
                new Breach("id: when-good", "name: when-good", "when: needs an id in kebab-case"),
                new Breach("id: when-other", "id: whenOther", "otherwise 'whenOther': needs an id in kebab-case"),
                new Breach("id: on-sample-failure", "id: throw-sample", "doCatch 'throw-sample': the id is taken"),
                new Breach("id: mend\n", "id: on-failure\n", "the id is taken, in"),
                new Breach("id: post-to-api", "id: take-sample", "the id is taken, in take-sample.camel.yaml"),
                new Breach(
                        "tokenize:\n                token: \",\"",
                        "groovy:\n                expression: body",
                        "has 'groovy'"),
                new Breach("name: sample\n", "name: sample\n            language: js\n", "has 'language'"),
                new Breach("- setBody:", "- script:", "has 'script'"),
                new Breach(
                        "- to:\n            id: post-to-api",
                        "- toD:\n            id: post-to-api",
                        "makes its address at run time"),
                new Breach(
                        "{{invitations.sample.url}}/samples/",
                        "{{invitations.sample.url}}/${body}/",
                        "makes its address at run time"),
                new Breach(
                        "expression: direct:post-${variable.way}",
                        "expression: ${variable.way}",
                        "may lead to direct routes only"),
                new Breach(
                        "expression: direct:post-${variable.way}",
                        "expression: direct:a,${variable.way}",
                        "may lead to direct routes only"),
                // Endpoints.
                new Breach("uri: direct:mend-sample", "uri: direct:mend-sample?timeout=1", "has options in its uri"),
                new Breach(
                        "httpClient.responseTimeout:",
                        "httpCleint.responseTimeout:",
                        "'httpCleint.responseTimeout', which http does not know"),
                new Breach("uri: direct\n", "uri: direkt\n", "'name', which direkt does not know"),
                new Breach("pattern: \"*\"", "pattern: \"Camel*\"", "goes out with the message's headers"),
                new Breach(
                        "pattern: \"*\"",
                        "pattern: \"*\"\n            excludePattern: Camel*",
                        "goes out with the message's headers"),
                new Breach("httpMethod: POST\n", "bridgeEndpoint: false\n", "leaves the method to the message"),
                new Breach("skipControlHeaders: true", "skipControlHeaders: false", "needs skipControlHeaders: true"),
                new Breach(
                        "throwExceptionOnFailure: false",
                        "throwExceptionOnFailure: true",
                        "needs throwExceptionOnFailure: false"),
                new Breach("disableStreamCache: true", "disableStreamCache: false", "needs disableStreamCache: true"),
                // Who calls whom.
                new Breach("name: mend-sample", "name: mend-samples", "calls direct:mend-samples, which no route"),
                new Breach("name: mend-sample", "name: post-sample", "direct:mend-sample is called by no route"),
                new Breach(
                        "direct:post-${variable.way}",
                        "direct:pots-${variable.way}",
                        "direct:post-sample is called by no route"));
    }
}
