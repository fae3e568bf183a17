// Serves types.graphql with @neo4j/graphql, on Apollo Server or on Mercurius with its JIT.
// node peer.mjs apollo|mercurius BOLT_URI PORT; it says "ready" once it answers.
import { readFileSync } from "node:fs";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import Fastify from "fastify";
import mercurius from "mercurius";
import neo4j from "neo4j-driver";

const [server, uri, port] = process.argv.slice(2);
const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
const typeDefs = readFileSync(new URL("types.graphql", import.meta.url), "utf8");
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const context = () => ({ executionContext: driver });

if (server === "apollo") {
  await startStandaloneServer(new ApolloServer({ schema }), {
    context: async () => context(),
    listen: { host: "127.0.0.1", port: Number(port) },
  });
} else {
  const app = Fastify();
  await app.register(mercurius, { schema, context, jit: 1, path: "/" });
  await app.listen({ host: "127.0.0.1", port: Number(port) });
}
console.log("ready");
