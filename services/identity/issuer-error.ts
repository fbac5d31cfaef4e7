/**
 * `issuer-unreachable` may pass. `issuer-refused`: the user was refused or gave up, or the answer cannot be trusted. Of a
 * sign-in that was to be fresh: `sign-in-age-unknown`, the issuer does not say when it was; `sign-in-not-fresh`, it asked
 * the user nothing.
 */
type IssuerErrorCode = 'issuer-unreachable' | 'issuer-refused' | 'sign-in-age-unknown' | 'sign-in-not-fresh';

/** Why nobody signed in at the issuer. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError';
  readonly code: IssuerErrorCode;
  /** The issuer itself said what cannot be trusted, or is not enough: that belongs in the log. */
  readonly isLie: boolean;

  /** @param why a code of ours or of the protocol's library, never what the issuer or a browser sent */
  constructor(code: IssuerError['code'], why: string, options?: ErrorOptions & { readonly isLie?: boolean }) {
    super(why, options);
    this.code = code;
    this.isLie = options?.isLie ?? false;
  }
}
