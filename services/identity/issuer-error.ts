/** Why nobody signed in at the issuer. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError';
  /** `issuer-unreachable` may pass; `issuer-refused`: the user was refused or gave up, or the answer cannot be trusted. */
  readonly code: 'issuer-unreachable' | 'issuer-refused';
  /** The issuer itself said what cannot be trusted: that belongs in the log. */
  readonly isLie: boolean;

  /** @param why a code of ours or of the protocol's library, never what the issuer or a browser sent */
  constructor(code: IssuerError['code'], why: string, options?: ErrorOptions & { readonly isLie?: boolean }) {
    super(why, options);
    this.code = code;
    this.isLie = options?.isLie ?? false;
  }
}
