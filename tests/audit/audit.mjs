// Asks a server every question of the GraphQL over HTTP audit, and prints what it did not pass as JSON.
// The address comes as the only argument. `passed` counts the questions that were answered as they should be.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
const failed = results
  .filter((result) => result.status !== "ok")
  .map(({ id, name, status, reason }) => ({ id, name, status, reason }));
process.stdout.write(JSON.stringify({ passed: results.length - failed.length, failed }));
