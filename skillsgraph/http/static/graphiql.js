// The GraphiQL page: asks the address that it was loaded from, and opens with one example a tab.
"use strict";

const fetcher = GraphiQL.createFetcher({ url: window.location.pathname });

fetch("/static/examples.json")
  .then((response) => response.json())
  .then((examples) =>
    ReactDOM.createRoot(document.getElementById("graphiql")).render(
      React.createElement(GraphiQL, {
        fetcher,
        defaultEditorToolsVisibility: true,
        shouldPersistHeaders: false,
        defaultTabs: examples.map((query) => ({ query })),
      }),
    ),
  );
