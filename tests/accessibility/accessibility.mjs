// Asks axe-core, by its rules for WCAG 2.2 at levels A and AA, what is wrong with pages, and prints it as JSON: one
// list a page. Without a layout, contrast and the size of targets cannot be told here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { JSDOM } from "jsdom";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function asked(html) {
  const { window } = new JSDOM(html, { runScripts: "outside-only", pretendToBeVisual: true });
  window.eval(axe);
  const rules = { "color-contrast": { enabled: false }, "target-size": { enabled: false } };
  const found = await window.axe.run(window.document, { runOnly: TAGS, rules });
  return {
    passed: found.passes.map((one) => one.id),
    faults: found.violations.map((one) => ({ id: one.id, help: one.help, at: one.nodes.map((n) => n.html) })),
  };
}

const pages = JSON.parse(await text(process.stdin));
const answers = [];
for (const page of pages) answers.push(await asked(page));
process.stdout.write(JSON.stringify(answers));
