/** What each route declares about who may use it; a route that declares nothing cannot be registered. */
import type { TenantPermission } from '../access/permissions.ts';

export type RouteAccess =
  /** Anybody: no credentials are looked at. */
  | 'public'
  /** Any signed-in operator, about themselves. */
  | 'own-account'
  /** Any signed-in operator; the handler asks `authorize` about the device or session in question. */
  | 'by-device'
  | 'by-session'
  /** Administrators of the tenant. */
  | 'opt-in'
  | { readonly administer: TenantPermission };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}
