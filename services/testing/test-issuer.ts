/**
 * A real OpenID Connect issuer in this process (oidc-provider), whose users sign in without a form; and one that can be
 * made to lie: what it signs then is as wrong as a test wants.
 */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

export interface Account {
  readonly id: string;
  readonly name?: string;
  readonly groups?: unknown;
  /** What userinfo says of when they signed in. */
  readonly authTime?: number;
}

interface Lie {
  /** What the ID token says instead. */
  readonly claims?: (claims: JWTPayload) => JWTPayload;
  /** Signed by a key of somebody else's. */
  readonly otherKey?: boolean;
  /** Not signed at all. */
  readonly unsigned?: boolean;
}

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
const keyId = 'issuer-key';

export class TestIssuer {
  readonly url: string;
  /** Who sits in front of the browser. */
  account: Account = { id: 'ada', name: 'Ada' };
  /** The user presses "cancel". */
  cancels = false;
  /** When the user proved who they are, in milliseconds before now. */
  signedInAgoMs = 0;
  lie: Lie | undefined;
  /** Parameters of the browser's request that it heeds no more than an issuer that does not know them. */
  ignores: readonly string[] = [];
  /** Takes over every answer while it is set. */
  instead: ((response: ServerResponse) => void) | undefined;
  readonly clientId = 'ringside';
  readonly clientSecret = 'a secret between the two';
  readonly #server: Server;
  readonly #keys: Keys;
  readonly #otherKeys: Keys;
  #provider: Provider | undefined;

  private constructor(server: Server, url: string, keys: Keys, otherKeys: Keys) {
    this.#server = server;
    this.url = url;
    this.#keys = keys;
    this.#otherKeys = otherKeys;
  }

  static async start(): Promise<TestIssuer> {
    const keys = await generateKeyPair('RS256', { extractable: true });
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const url = `http://127.0.0.1:${address.port}`;
    const issuer = new TestIssuer(server, url, keys, await generateKeyPair('RS256'));
    server.on('request', (request, response) => void issuer.#answer(request, response));
    return issuer;
  }

  get settings() {
    return { issuerUrl: this.url, issuerClientId: this.clientId, issuerClientSecret: this.clientSecret };
  }

  /** Before anybody signs in: it must know where browsers are sent back to. */
  async serve(redirectUri: string): Promise<void> {
    const jwk = { ...(await exportJWK(this.#keys.privateKey)), kid: keyId, alg: 'RS256', use: 'sig' };
    this.#provider = new Provider(this.url, {
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [jwk] },
      cookies: { keys: ['for tests'] },
      claims: { openid: ['sub'], profile: ['name', 'groups', 'auth_time'], email: ['email'] },
      features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: (use) => ({
          sub,
          name: this.account.name,
          groups: this.account.groups as string[],
          ...(use === 'userinfo' ? { auth_time: this.account.authTime } : {}),
        }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
      // The defaults warn that they are for development.
      ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 600, Grant: 600 },
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(...[request, response]: Parameters<ReturnType<Provider['callback']>>): Promise<void> {
    if (this.instead !== undefined) return this.instead(response as ServerResponse);
    const provider = this.#provider;
    if (provider === undefined) throw new Error('the issuer is not served yet');
    if (request.url?.startsWith('/interaction/')) {
      const ts = Math.floor((Date.now() - this.signedInAgoMs) / 1_000);
      const result = this.cancels
        ? { error: 'access_denied', error_description: 'The user pressed cancel' }
        : { login: { accountId: this.account.id, ts } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    if (request.url?.startsWith('/auth?')) request.url = this.#heeded(request.url);
    if (request.url === '/token' && this.lie !== undefined) this.#falsify(response as ServerResponse, this.lie);
    await provider.callback()(request, response);
  }

  #heeded(path: string): string {
    const asked = new URL(path, this.url);
    for (const name of this.ignores) asked.searchParams.delete(name);
    return `${asked.pathname}${asked.search}`;
  }

  /** Lets the provider make its answer, and sends another in its place. */
  #falsify(response: ServerResponse, lie: Lie): void {
    const end = response.end.bind(response);
    response.end = ((body: string) => {
      void this.#lying(JSON.parse(String(body)), lie).then((answer) => {
        response.removeHeader('content-length');
        end(JSON.stringify(answer));
      });
      return response;
    }) as typeof response.end;
  }

  async #lying(answer: { id_token: string }, { claims, otherKey, unsigned }: Lie): Promise<object> {
    const said = decodeJwt(answer.id_token);
    const payload = claims?.(said) ?? said;
    if (unsigned === true) {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return { ...answer, id_token: `${part({ alg: 'none' })}.${part(payload)}.` };
    }
    const { privateKey } = otherKey === true ? this.#otherKeys : this.#keys;
    const id_token = await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: keyId }).sign(privateKey);
    return { ...answer, id_token };
  }
}
