// Verifies what another implementation has issued, and issues what it is to verify. One JSON object comes in,
// {documents, credentials, tokens, jwks, sign}, and one goes out; every document is given, none is fetched.
import * as vc from "@digitalbazaar/vc";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from "jose";
import { text } from "node:stream/consumers";

const given = JSON.parse(await text(process.stdin));

// The document at an address; at an address with a fragment, the verification method of that document.
const documentLoader = async (url) => {
  const document = given.documents[url] ?? method(url);
  if (!document) throw new Error(`no copy of ${url}`);
  return { documentUrl: url, document, contextUrl: null };
};

function method(url) {
  const holder = given.documents[url.split("#")[0]];
  const found = holder?.verificationMethod?.find((one) => one.id === url);
  return found && { "@context": "https://w3id.org/security/multikey/v1", ...found };
}

async function verified(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const answer = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus });
  const marked = (answer.statusResult?.results ?? [])
    .filter((one) => one.status)
    .map((one) => one.credentialStatus.statusPurpose);
  return { verified: answer.verified, marked, why: String(answer.error?.errors ?? answer.error ?? "") };
}

async function tokenVerified(token) {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(given.jwks), { algorithms: ["EdDSA"] });
    return { verified: true, payload };
  } catch (error) {
    return { verified: false, why: String(error) };
  }
}

// Signed by a key that is its own identifier, since nothing is published for it.
async function signed(unsigned) {
  const pair = await Ed25519Multikey.generate();
  const did = `did:key:${pair.publicKeyMultibase}`;
  Object.assign(pair, { id: `${did}#${pair.publicKeyMultibase}`, controller: did });
  const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
  const credential = { ...unsigned, issuer: { ...unsigned.issuer, id: did } };
  delete credential.credentialStatus;
  return vc.issue({ credential, suite, documentLoader });
}

async function tokenSigned(unsigned) {
  const { publicKey, privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString("base64url")}`;
  const credential = { ...unsigned, issuer: { ...unsigned.issuer, id: did } };
  delete credential.credentialStatus;
  return new SignJWT(credential)
    .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: `${did}#0` })
    .setIssuer(did)
    .setJti(credential.id)
    .setSubject(credential.credentialSubject.id)
    .setNotBefore(new Date(credential.validFrom))
    .sign(privateKey);
}

const all = (list, act) => Promise.all(list.map(act));
const answer = {
  credentials: await all(given.credentials, verified),
  tokens: await all(given.tokens, tokenVerified),
  signed: await all(given.sign, signed),
  signedTokens: await all(given.sign, tokenSigned),
};
process.stdout.write(JSON.stringify(answer));
