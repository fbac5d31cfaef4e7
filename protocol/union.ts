/** Types that turn the generated, all-optional message shapes into unions of which exactly one member is there. */

type Scalar = string | number | boolean | Uint8Array;

/** A decoded message: scalars and lists are always there, nested messages may be null. */
export type Decoded<T> = {
  readonly [K in keyof T as K extends '$unknowns' ? never : K]-?: DecodedField<NonNullable<T[K]>>;
};

type DecodedField<T> = T extends Scalar
  ? T
  : T extends readonly (infer E)[]
    ? readonly DecodedElement<E>[]
    : Decoded<T> | null;

type DecodedElement<T> = T extends Scalar ? T : Decoded<T>;

/** A oneof named `D` as a discriminated union: `{ [D]: 'frame', frame: … } | …`. */
export type OneOf<T, D extends keyof T & string> = {
  readonly [K in NonNullable<T[D]> & keyof T & string]: { readonly [P in D]: K } & {
    readonly [P in K]: Decoded<NonNullable<T[K]>>;
  };
}[NonNullable<T[D]> & keyof T & string];

/** What encoders take: everything may be left out, and a decoded message can be passed on as it is. */
export type Encodable<T> = T extends Scalar
  ? T
  : T extends readonly (infer E)[]
    ? readonly Encodable<E>[]
    : { readonly [K in keyof T]?: Encodable<NonNullable<T[K]>> | null | undefined };
