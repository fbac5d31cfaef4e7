/**
 * Checks an exported log with nothing but one of the public keys that it was signed with (AUD-4). Every line must be exactly as
 * services write it, so that it has one meaning; the first that is not, or does not fit, is named. Pure.
 */
import type { KeyObject } from 'node:crypto';
import { dayMs, servicesLimits } from '../limits.ts';
import { type ExportStatement, isSignedBy, parseSignedLine, type SignedLine } from './checkpoint.ts';
import { isKeyChange, KeyChain } from './key-change.ts';
import { commitment, nextHash, personRoles } from './record.ts';

/** What is wrong, as a code; `sequence` is the first record that cannot be trusted. */
export interface LogProblem {
  readonly sequence: number;
  readonly problem: keyof typeof logProblems;
}

export const logProblems = {
  'no-export': 'it does not begin with the signed statement of what was exported',
  'key-change-forged':
    'a change of keys is not signed by the old key and the new one, or does not lead on from the one before',
  'export-forged':
    'the statement of what was exported is not signed by this key, or the one that the changes of keys lead to',
  malformed: 'its line is not as services write it',
  'not-next': 'it is not the record that comes next: one is missing, doubled or out of place',
  altered: 'its hash is not that of its content and of the record before: one of them was altered',
  'person-altered': 'what it says of a person is not what was recorded',
  'checkpoint-forged': 'the checkpoint here is not signed by the key that was in force',
  'checkpoint-differs': 'a signed checkpoint says otherwise: the log was replaced from some record before this one on',
  'elsewhere-forged': 'a checkpoint of it that was kept elsewhere is not signed by any key of this log',
  'checkpoint-missing': 'a checkpoint that was exported is missing before this record',
  'begins-late': 'records before it are gone, and no record says that they had reached their age',
  'pruned-early':
    'it is gone as if it had reached its age, and a checkpoint that was kept elsewhere says that it had not',
  truncated: 'it is missing, with all that follow',
  unreadable: 'it, or one soon after it, cannot be read from the database',
} as const;

export interface LogSummary {
  readonly tenant: string;
  readonly first: number;
  readonly last: number;
  readonly checkpoints: number;
  /** People of records whose personal data is gone. */
  readonly erased: number;
}

/** A checkpoint that was kept outside the database. */
export interface KeptCheckpoint {
  readonly hash: string;
  readonly timeMs: number;
  /** As it was signed, where its signature is to be looked at, too. */
  readonly line?: SignedLine;
}

/** By sequence. */
export type KeptElsewhere = ReadonlyMap<number, KeptCheckpoint>;

type Outcome = { readonly intact: true; readonly summary: LogSummary } | ({ readonly intact: false } & LogProblem);

const recordStart = '{"record":';
const personsStart = ',"persons":';
const hashStart = ',"hash":"';
const kindStart = ',"kind":"';
const prunedKind = 'log.pruned"';
const commitmentsStart = ',"commitments":';
/** From the end of the persons to the end of the line: the hash, 43 characters, and two more. */
const tailUnits = hashStart.length + 43 + 2;

export class LogVerifier {
  readonly #trusted: KeyObject;
  readonly #keys = new KeyChain();
  /** Of the key that signed the last checkpoint: an older one does not come again. */
  #keyPlace = 0;
  readonly #elsewhere: KeptElsewhere;
  /** Those that agree, until the log itself is found to have the same ones, whose signatures were looked at. */
  readonly #unproven = new Map<number, SignedLine>();
  #covers: (SignedLine & { readonly kind: 'export' }) | undefined;
  #sequence = 0;
  #hash = '';
  #prefix = '';
  #checkpoints = 0;
  #erased = 0;
  #prunedThrough = 0;
  #problem: LogProblem | undefined;

  constructor(publicKey: KeyObject, elsewhere: KeptElsewhere = new Map()) {
    this.#trusted = publicKey;
    this.#elsewhere = elsewhere;
  }

  /** The next line, without its end. @returns false once a problem was found: what follows changes nothing */
  line(line: string): boolean {
    this.#problem ??= this.#check(line);
    return this.#problem === undefined;
  }

  end(): Outcome {
    const problem = this.#problem ?? this.#atEnd();
    if (problem !== undefined) return { intact: false, ...problem };
    const { tenant, after } = this.#stated();
    const counts = { checkpoints: this.#checkpoints, erased: this.#erased };
    return { intact: true, summary: { tenant, first: after + 1, last: this.#sequence, ...counts } };
  }

  /** What follows cannot be read. */
  breakOff(): void {
    this.#problem ??= { sequence: this.#sequence + 1, problem: 'unreadable' };
  }

  #check(line: string): LogProblem | undefined {
    if (this.#covers === undefined) return this.#begin(line);
    return line.startsWith(recordStart) ? this.#record(line) : this.#checkpoint(line);
  }

  #begin(line: string): LogProblem | undefined {
    if (isKeyChange(line)) return this.#keys.add(line) ? undefined : { sequence: 0, problem: 'key-change-forged' };
    const signed = parseSignedLine(line);
    if (signed?.kind !== 'export') return { sequence: 0, problem: 'no-export' };
    const { statement } = signed;
    const known = this.#keys.anchor(this.#trusted) && statement.key === this.#keys.last;
    if (!known || !this.#isSigned(signed)) return { sequence: 0, problem: 'export-forged' };
    this.#covers = signed;
    this.#sequence = statement.after;
    this.#hash = statement.afterHash;
    this.#prefix = `{"tenant":${JSON.stringify(statement.tenant)},"sequence":`;
    // The record that the chain goes on from is gone; what was signed of it may be elsewhere.
    return this.#differsElsewhere();
  }

  #record(line: string): LogProblem | undefined {
    const sequence = this.#sequence + 1;
    const personsAt = line.indexOf(personsStart, recordStart.length);
    const hashAt = line.length - tailUnits;
    if (personsAt < 0 || !line.startsWith(hashStart, hashAt) || !line.endsWith('"}')) {
      return { sequence, problem: 'malformed' };
    }
    const text = line.slice(recordStart.length, personsAt);
    if (!this.#isNumbered(text, sequence)) return { sequence, problem: 'not-next' };
    const hash = nextHash(this.#hash, text);
    // What follows the hash is two characters, checked above.
    if (!line.startsWith(hash, hashAt + hashStart.length)) return { sequence, problem: 'altered' };
    // From here on the text is what services wrote: it need not be parsed to have one meaning.
    const persons = line.slice(personsAt + personsStart.length, hashAt);
    if (!this.#arePersonsRight(text, persons)) return { sequence, problem: 'person-altered' };
    const kindAt = text.indexOf(kindStart, this.#prefix.length);
    if (text.startsWith(prunedKind, kindAt + kindStart.length)) this.#notePruning(text);
    this.#sequence = sequence;
    this.#hash = hash;
    return this.#differsElsewhere();
  }

  #isNumbered(text: string, sequence: number): boolean {
    const digits = String(sequence);
    const at = this.#prefix.length;
    return text.startsWith(this.#prefix) && text.startsWith(digits, at) && text[at + digits.length] === ',';
  }

  /** Each person that is there is one that the record commits to; those that are not were erased. */
  #arePersonsRight(text: string, persons: string): boolean {
    if (persons === '{}' && text.endsWith(`${commitmentsStart}{}}`)) return true;
    // Nearly every record is about one person. What its commitment covers is what services wrote, and need not be parsed.
    const roleEnd = persons.indexOf('":{', 2);
    const person = persons.slice(roleEnd + 2, -1);
    const only = `${commitmentsStart}${persons.slice(0, roleEnd)}":"${commitment(person)}"}}`;
    if (text.endsWith(only) && persons.endsWith('}}')) return true;
    return this.#areAllRight(text.slice(text.lastIndexOf(commitmentsStart)), persons);
  }

  #areAllRight(committed: string, persons: string): boolean {
    const people = parsePersons(persons);
    if (people === undefined) return false;
    for (const [role, person] of people) {
      if (!committed.includes(`"${role}":"${commitment(JSON.stringify(person))}"`)) return false;
    }
    const known = personRoles.filter((role) => committed.includes(`"${role}":"`)).length;
    this.#erased += known - people.length;
    return true;
  }

  #notePruning(text: string): void {
    const record: unknown = JSON.parse(text);
    const through = isObject(record) && isObject(record.detail) ? record.detail.through : undefined;
    if (typeof through === 'number') this.#prunedThrough = Math.max(this.#prunedThrough, through);
  }

  #checkpoint(line: string): LogProblem | undefined {
    const sequence = this.#sequence;
    const signed = parseSignedLine(line);
    if (signed?.kind !== 'checkpoint') return { sequence: sequence + 1, problem: 'malformed' };
    const { statement } = signed;
    const place = this.#keys.placeOf(statement.key);
    if (place < this.#keyPlace || !this.#isSigned(signed)) return { sequence, problem: 'checkpoint-forged' };
    this.#keyPlace = place;
    const { tenant } = this.#stated();
    if (statement.tenant === tenant && statement.sequence > sequence) {
      return { sequence: sequence + 1, problem: 'not-next' };
    }
    if (statement.tenant !== tenant || statement.sequence !== sequence || statement.hash !== this.#hash) {
      return { sequence, problem: 'checkpoint-differs' };
    }
    this.#checkpoints++;
    const kept = this.#unproven.get(sequence);
    if (kept?.text === signed.text && kept.signature === signed.signature) this.#unproven.delete(sequence);
    return undefined;
  }

  #isSigned(signed: SignedLine): boolean {
    const key = this.#keys.keyOf(signed.statement.key);
    return key !== undefined && isSignedBy(signed, key);
  }

  #differsElsewhere(): LogProblem | undefined {
    const kept = this.#elsewhere.get(this.#sequence);
    if (kept === undefined) return undefined;
    if (kept.hash !== this.#hash) {
      // Nor does it say that the log was replaced.
      const forged = kept.line !== undefined && !this.#isSigned(kept.line);
      return { sequence: this.#sequence, problem: forged ? 'elsewhere-forged' : 'checkpoint-differs' };
    }
    if (kept.line !== undefined) this.#unproven.set(this.#sequence, kept.line);
    return undefined;
  }

  #atEnd(): LogProblem | undefined {
    if (this.#covers === undefined) return { sequence: 0, problem: 'no-export' };
    const { statement } = this.#covers;
    const next = this.#sequence + 1;
    if (this.#sequence !== statement.sequence) return { sequence: next, problem: 'truncated' };
    if (this.#hash !== statement.hash) return { sequence: this.#sequence, problem: 'altered' };
    if (this.#checkpoints !== statement.checkpoints) return { sequence: next, problem: 'checkpoint-missing' };
    if (statement.after > this.#prunedThrough) return { sequence: statement.after + 1, problem: 'begins-late' };
    const early = this.#prunedEarly(statement);
    if (early !== undefined) return early;
    for (const sequence of this.#elsewhere.keys()) {
      if (sequence > this.#sequence) return { sequence: next, problem: 'truncated' };
    }
    // What is not signed proves nothing, however well it agrees.
    for (const [sequence, line] of this.#unproven) {
      if (!this.#isSigned(line)) return { sequence, problem: 'elsewhere-forged' };
    }
    return undefined;
  }

  /**
   * That something was pruned only the log itself says, and whoever can write to the database can have it say so. What
   * was signed elsewhere of records that are gone tells how old they were.
   */
  #prunedEarly({ after, timeMs }: ExportStatement): LogProblem | undefined {
    if (after === 0) return undefined;
    const agedMs = timeMs - servicesLimits.retentionDays * dayMs + servicesLimits.ageToleranceMs;
    for (const [sequence, { timeMs: signedMs, line }] of this.#elsewhere) {
      if (sequence > after || signedMs < agedMs) continue;
      if (line !== undefined && !this.#isSigned(line)) return { sequence, problem: 'elsewhere-forged' };
      return { sequence: Math.min(sequence + 1, after), problem: 'pruned-early' };
    }
    return undefined;
  }

  #stated() {
    if (this.#covers === undefined) throw new TypeError('nothing was read yet');
    return this.#covers.statement;
  }
}

/** Undefined unless it is JSON in the one form that it has. */
function parsePersons(text: string): [string, unknown][] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && JSON.stringify(value) === text ? Object.entries(value) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
