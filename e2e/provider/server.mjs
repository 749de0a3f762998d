// A certified OpenID Connect provider for the tests of signing in, on a free port of this machine.
//
// It has the shape of the state's own (ProConnect): code flow with PKCE, claims in a signed answer, levels of
// authentication. Whoever signs in says who they are in the login form itself. Standard input is the configuration,
// one line of JSON: { redirects, afterLogout, isPlain }; the first line of standard output is the issuer. A plain one
// takes the client's secret in a header rather than in the form, and signs nothing but its tokens.
//
// POST /tamper spoils the next identity token: { claims } are put over its own, `key` signs it ("own" unless said,
// "other": one that is not published, "secret": the client's secret, "none": no signature).

import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const SECRET = 'a secret of the tests, thirty-two bytes long';
const KID = 'published';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { redirects, afterLogout, isPlain } = JSON.parse((await lines.next()).value);
const method = isPlain ? 'client_secret_basic' : 'client_secret_post';
const rsa = await generateKeyPair('RS256', { extractable: true });
const other = await generateKeyPair('RS256', { extractable: true });

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const client = {
  client_id: 'parvis',
  client_secret: SECRET,
  redirect_uris: redirects,
  post_logout_redirect_uris: afterLogout,
  token_endpoint_auth_method: method,
  ...(isPlain ? {} : { userinfo_signed_response_alg: 'RS256' }),
};

// Who signed in: the claims, by their subject.
const people = new Map();
let spoil = null;

const provider = new Provider(issuer, {
  clients: [client],
  clientAuthMethods: [method],
  jwks: { keys: [{ ...(await exportJWK(rsa.privateKey)), kid: KID, alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['for the tests'] },
  pkce: { required: () => true },
  acrValues: ['eidas1', 'eidas2', 'eidas3'],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    given_name: ['given_name'],
    usual_name: ['usual_name'],
    siret: ['siret'],
    acr: null,
  },
  scopes: ['openid'],
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true }, claimsParameter: { enabled: true } },
  interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  // Whoever signs in agrees.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email given_name usual_name siret');
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === '/token' && ctx.body?.id_token && spoil) {
    ctx.body.id_token = await spoiled(ctx.body.id_token, spoil);
    spoil = null;
  }
});

async function spoiled(token, { claims = {}, key = 'own' }) {
  const all = { ...decodeJwt(token), ...claims };
  if (key === 'none') return new UnsecuredJWT(all).encode();
  if (key === 'secret') return new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET));
  const [kid, privateKey] = key === 'other' ? ['unpublished', other.privateKey] : [KID, rsa.privateKey];
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

const callback = provider.callback();
server.on('request', async (request, response) => {
  try {
    const { pathname } = new URL(request.url, issuer);
    if (request.method === 'POST' && pathname === '/tamper') {
      spoil = JSON.parse(await body(request));
      response.end('{}');
    } else if (pathname.startsWith('/login/') && request.method === 'GET') {
      await provider.interactionDetails(request, response);
      const fields = ['sub', 'acr', 'claims'].map((name) => `<label>${name} <input name="${name}"></label>`);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>Login</title><form method="post">${fields.join('')}<button>Sign in</button></form>`);
    } else if (pathname.startsWith('/login/') && request.method === 'POST') {
      const fields = new URLSearchParams(await body(request));
      if (fields.get('sub') === 'nobody') {
        const error = { error: 'access_denied', error_description: 'changed their mind' };
        return await provider.interactionFinished(request, response, error, { mergeWithLastSubmission: false });
      }
      people.set(fields.get('sub'), JSON.parse(fields.get('claims') || '{}'));
      const login = { accountId: fields.get('sub'), acr: fields.get('acr') || undefined };
      await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    } else {
      await callback(request, response);
    }
  } catch (error) {
    console.error(error);
    response.statusCode = 500;
    response.end(String(error));
  }
});

console.log(issuer);
// It ends with the test that started it.
process.stdin.on('end', () => process.exit()).resume();
