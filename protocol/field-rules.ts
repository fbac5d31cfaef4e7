/**
 * The vocabulary in which the limits of messages are written: a rule takes a decoded value and returns it, or a value
 * within bounds in its place, or undefined when it breaks a limit. Types insist on one rule for every field.
 */
import { limits } from './limits.ts';
import { ProtocolError } from './protocol-error.ts';
import type { Decoded } from './union.ts';

export type Rule<T> = (value: T) => T | undefined;

export type FieldRules<P> = { readonly [K in keyof Decoded<P>]: Rule<Decoded<P>[K]> };

/** Rules for every field of a message. @throws ProtocolError out-of-range, naming the field, never its value */
export function fields<P>(
  name: string,
  rules: FieldRules<P>,
  sound: (message: Decoded<P>) => boolean = () => true,
): Rule<Decoded<P>> {
  const entries = Object.entries<Rule<unknown>>(rules as Record<string, Rule<unknown>>);
  return (message) => {
    for (const [field, rule] of entries) {
      const value: unknown = Reflect.get(message, field);
      const kept = rule(value);
      if (kept === undefined) throw new ProtocolError('out-of-range', `${name}.${field}`);
      if (kept !== value) Reflect.set(message, field, kept);
    }
    if (!sound(message)) throw new ProtocolError('out-of-range', name);
    return message;
  };
}

/** For fields whose type is their limit. A oneof must have a member that this version knows: none is out of range. */
export function anything<T>(value: T): T {
  return value;
}

export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Rule<number> {
  return (value) => (value >= least && value <= most ? value : undefined);
}

export function text(units: number): Rule<string> {
  return (value) => (value.length <= units ? value : undefined);
}

/** Not empty, and short. */
export function identifier(value: string): string | undefined {
  return value.length >= 1 && value.length <= limits.identifierUnits ? value : undefined;
}

export function bytes(least: number, most: number): Rule<Uint8Array> {
  return (value) => (value.length >= least && value.length <= most ? value : undefined);
}

export function list<T>(entries: number, rule: Rule<T>): Rule<readonly T[]> {
  return (values) => {
    const sound = values.length <= entries && values.every((value) => rule(value) !== undefined);
    return sound ? values : undefined;
  };
}

/** A nested message that may be missing; who needs it checks for null. */
export function optional<T>(rule: Rule<T>): Rule<T | null> {
  return (value) => (value === null ? null : rule(value));
}

/** An enumeration: what a newer peer added reads as UNSPECIFIED, which no receiver takes for anything good. */
export function known<E extends number>(enumeration: Readonly<Record<string, string | E>>): Rule<E> {
  const values = new Set<unknown>(Object.values(enumeration));
  const unspecified = 0 as E;
  return (value) => (values.has(value) ? value : unspecified);
}

/** A list of an enumeration's values: what a newer peer added is left out. */
export function knownList<E extends number>(
  enumeration: Readonly<Record<string, string | E>>,
  entries: number,
): Rule<readonly E[]> {
  const values = new Set<unknown>(Object.values(enumeration));
  return (list) => (list.length <= entries ? list.filter((value) => values.has(value)) : undefined);
}
