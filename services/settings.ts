/** The settings of services, and the rule that nothing is offered off loopback without TLS. */
import { isLoopback } from '@ringside/settings';
import { type Static, Type } from 'typebox';
import type { IssuerSettings } from './identity/issuer.ts';
import { ServicesError } from './services-error.ts';

const port = () => Type.Integer({ minimum: 0, maximum: 65_535, default: 0 });

export const settingsSchema = Type.Object({
  /** Database and keys; made with mode 0700 when it is not there. */
  dataFolder: Type.String({ minLength: 1 }),
  host: Type.String({ minLength: 1, default: '127.0.0.1' }),
  port: port(),
  /** Where operators and devices reach services, when that is not host and port (behind a proxy, say). */
  publicUrl: Type.Optional(
    Type.String({ pattern: '^https?://[^/?#@\\s]+/?$', description: 'an origin such as https://rooms.example' }),
  ),
  tlsCertificate: Type.Optional(Type.String()),
  tlsKey: Type.Optional(Type.String()),
  /** Declares that a proxy in front terminates TLS and sets X-Forwarded-For. */
  behindProxy: Type.Boolean({ default: false }),
  controlHost: Type.String({ minLength: 1, default: '127.0.0.1' }),
  controlPort: port(),
  /** What relay nodes prove themselves with. */
  controlSecret: Type.String({ minLength: 32, maxLength: 512 }),
  /** Static files of the page and the widget. */
  portalFolder: Type.Optional(Type.String({ minLength: 1 })),
  /** Where the log's checkpoints are kept besides the database; best where services can only append. */
  logCheckpointFile: Type.Optional(Type.String({ minLength: 1 })),
  /** The identity provider by which operators sign in (OpenID Connect): its issuer identifier. */
  issuerUrl: Type.Optional(
    Type.String({ pattern: '^https?://[^?#@\\s]+$', description: 'an address such as https://login.example/realm' }),
  ),
  /** What the provider knows us by; the secret is left out for a public client. */
  issuerClientId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  issuerClientSecret: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  /** The claim that lists a user's groups; `groups` when it is not set. */
  issuerGroupsClaim: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** The group of its users who administer the tenant; without it nobody does by its word. */
  issuerAdministratorGroup: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  tenantName: Type.String({ minLength: 1, maxLength: 100, default: 'Ringside' }),
  /**
   * One machine, one person: the tenant is opted in, the first operator may view and modify every device as it enrols,
   * and the parent process is handed a sign-in link and an enrolment key with the ready message.
   */
  embedded: Type.Boolean({ default: false }),
});

export type ServicesSettings = Static<typeof settingsSchema>;

/** services.publicUrl as browsers write it in Origin. @throws ServicesError when it is no address */
export function publicOrigin({ publicUrl }: ServicesSettings): string | undefined {
  if (publicUrl === undefined) return undefined;
  if (URL.canParse(publicUrl)) return new URL(publicUrl).origin;
  throw new ServicesError(
    'settings',
    `services.publicUrl ${publicUrl} is no address: https://ringside.example is one.`,
  );
}

/** The identity provider, or undefined where operators sign in by links. @throws ServicesError when it is set by halves */
export function issuerSettings(settings: ServicesSettings): IssuerSettings | undefined {
  const { issuerUrl, issuerClientId, issuerClientSecret, issuerGroupsClaim, issuerAdministratorGroup } = settings;
  if (issuerUrl === undefined && issuerClientId === undefined) return undefined;
  if (issuerUrl === undefined || issuerClientId === undefined) {
    throw new ServicesError('settings', 'Set services.issuerUrl and services.issuerClientId together, or neither.');
  }
  if (!URL.canParse(issuerUrl)) {
    throw new ServicesError('settings', `services.issuerUrl ${issuerUrl} is no address: https://login.example is one.`);
  }
  if (!issuerUrl.startsWith('https:') && !isLoopback(new URL(issuerUrl).hostname)) {
    throw new ServicesError('insecure', `services.issuerUrl ${issuerUrl} is not encrypted: begin it with https://.`);
  }
  return {
    url: issuerUrl,
    clientId: issuerClientId,
    clientSecret: issuerClientSecret,
    groupsClaim: issuerGroupsClaim ?? 'groups',
    administratorGroup: issuerAdministratorGroup,
  };
}

/** @throws ServicesError when a listener would offer plain HTTP beyond this machine */
export function refuseInsecure(settings: ServicesSettings): void {
  const { tlsCertificate, tlsKey, behindProxy } = settings;
  const publicUrl = publicOrigin(settings);
  if ((tlsCertificate === undefined) !== (tlsKey === undefined)) {
    throw new ServicesError('insecure', 'Set services.tlsCertificate and services.tlsKey together, or neither.');
  }
  const isPublic = publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);
  if (tlsCertificate !== undefined || behindProxy) {
    if (!isPublic || publicUrl.startsWith('https:')) return;
    throw new ServicesError('insecure', `services.publicUrl ${publicUrl} is not encrypted: begin it with https://.`);
  }
  for (const name of ['host', 'controlHost'] as const) {
    if (isLoopback(settings[name])) continue;
    throw new ServicesError(
      'insecure',
      `services.${name} ${settings[name]} is not loopback: set services.tlsCertificate and services.tlsKey, or services.behindProxy if a proxy terminates TLS.`,
    );
  }
  if (isPublic) {
    throw new ServicesError(
      'insecure',
      `services.publicUrl ${publicUrl} is not loopback: set services.tlsCertificate and services.tlsKey, or services.behindProxy.`,
    );
  }
}

/** Links, cookies and the check of origins need the one address that browsers use. @throws ServicesError without it */
export function requirePublicUrl({ host, behindProxy, publicUrl }: ServicesSettings): void {
  if (publicUrl !== undefined || (!behindProxy && host !== '0.0.0.0' && host !== '::')) return;
  throw new ServicesError(
    'settings',
    `Set services.publicUrl, such as https://ringside.example: ${behindProxy ? 'behind a proxy' : `on ${host}`} services cannot tell how browsers reach them.`,
  );
}
