// The GraphiQL page: asks the address that it was loaded from, and opens with one question a tab.
"use strict";

const questions = [
  `# What there is. The play button, or Ctrl-Enter, asks.
query WhatThereIs {
  frameworks { nodes { name code version active licence attribution } }
  skills { totalCount }
  jobRoles(first: 5) { totalCount nodes { name code requires(first: 3) { edges { relation node { name } } } } }
  credentials(first: 5) { totalCount nodes { name kind awardedBy { name } teaches { nodes { name } } } }
}`,
  `# Search in preferred and alternative labels.
query Search {
  search(text: "nurse", first: 5) {
    nodes { score label concept { ... on JobRole { id name uri } ... on Skill { id name uri } } }
  }
}`,
  `# What does this person lack for that job, and what proves what they hold?
query SkillGap {
  skillGap(
    profile: {
      skills: [{ skill: { uri: "http://data.europa.eu/esco/skill/634865e0-2ec2-4b7f-bb7f-c196637f0f7b" } }]
      credentials: [{ credential: { uri: "https://example.org/welcome-table/home-visits" } }]
    }
    target: { role: { uri: "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082" } }
  ) {
    role { name }
    readiness
    coverageClaimed
    coverageProven
    explanation
    requirements { skill { name } relation status reasons explanation }
  }
}`,
  `# Which jobs fit, and what should be earned next for one of them?
query WhatNext {
  roleMatches(
    first: 5
    profile: { skills: [{ skill: { uri: "http://data.europa.eu/esco/skill/634865e0-2ec2-4b7f-bb7f-c196637f0f7b" } }] }
  ) { nodes { role { name } score explanation } }
  credentialMatches(
    first: 5
    profile: { skills: [{ skill: { uri: "http://data.europa.eu/esco/skill/634865e0-2ec2-4b7f-bb7f-c196637f0f7b" } }] }
    target: { role: { uri: "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082" } }
  ) { nodes { credential { name awardedBy { name } } score price { amount currency } explanation } }
}`,
];

const fetcher = GraphiQL.createFetcher({ url: window.location.pathname });

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultEditorToolsVisibility: true,
    shouldPersistHeaders: false,
    defaultTabs: questions.map((query) => ({ query })),
  }),
);
