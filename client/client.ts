/** One method for every operation of the API, typed by its name: `call('GET /v1/devices')`. */
import { ApiProblem, problemOf } from './api-problem.ts';
import type { Operations } from './generated/operations.ts';
import { clientLimits } from './limits.ts';

export interface ClientOptions {
  /** Where services are, such as https://ringside.example. Left out: the origin of the page, with its cookie. */
  readonly url?: string;
  /** Of a portal's backend; no browser may see it. */
  readonly apiKey?: string;
  /** In whose name an API key acts: an operator's ID. */
  readonly operator?: string;
  /** Milliseconds after which no answer counts as none. */
  readonly answerMs?: number;
}

/** What any operation may be given; each takes of it what it has. */
interface AnyInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  /** Sent back as `ifMatch`, it keeps a change from overwriting somebody else's. */
  readonly etag: string | undefined;
}

type Name = keyof Operations;
type Input<N extends Name> = Operations[N]['input'];
/** An input of which nothing is needed may be left out. */
type Given<N extends Name> = Record<never, never> extends Input<N> ? [input?: Input<N>] : [input: Input<N>];
type BodyOf<N extends Name> = Operations[N]['answer'];
/** Operations that answer one page of a list. */
type Listing = { [N in Name]: BodyOf<N> extends { readonly next: string | null } ? N : never }[Name];

export class RingsideClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions = {}) {
    this.#options = options;
  }

  /** The same client in the name of this operator. */
  as(operator: string): RingsideClient {
    return new RingsideClient({ ...this.#options, operator });
  }

  /** @throws ApiProblem when it is refused, or not answered */
  async call<N extends Name>(name: N, ...[input]: Given<N>): Promise<Answer<BodyOf<N>>> {
    return this.#send<BodyOf<N>>(name, input ?? {});
  }

  /** Every page of a list, one after the other. @throws ApiProblem */
  async *pages<N extends Listing>(name: N, ...[input]: Given<N>): AsyncGenerator<BodyOf<N>> {
    const first: AnyInput = input ?? {};
    let cursor: string | undefined;
    do {
      const { body } = await this.#send<BodyOf<N> & { next: string | null }>(name, {
        ...first,
        query: { ...first.query, cursor },
      });
      yield body;
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
  }

  async #send<Body>(name: Name, input: AnyInput): Promise<Answer<Body>> {
    const { answerMs = clientLimits.answerMs } = this.#options;
    const [method = '', template = ''] = name.split(' ');
    let response: Response;
    let content: string;
    try {
      response = await fetch(this.#address(template, input), {
        method,
        headers: this.#headers(input),
        // A change arrives although the page that asked for it is closed.
        keepalive: method !== 'GET',
        signal: AbortSignal.timeout(answerMs),
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      });
      content = await response.text();
    } catch (cause) {
      throw new ApiProblem({ code: 'unreachable', detail: 'Ringside does not answer.' }, { cause });
    }
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson ? parsed(content) : content === '' ? undefined : content;
    if (!response.ok) throw new ApiProblem(problemOf(response.status, body));
    // What services answer is what their description says; it is theirs to keep.
    return { status: response.status, body: body as Body, etag: response.headers.get('etag') ?? undefined };
  }

  #address(template: string, { path = {}, query = {} }: AnyInput): string {
    const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
    const { url = '' } = this.#options;
    return `${url.replace(/\/$/, '')}${filled}${asked.size === 0 ? '' : `?${asked}`}`;
  }

  #headers({ body, ifMatch, idempotencyKey }: AnyInput): Record<string, string> {
    const { apiKey, operator } = this.#options;
    return {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
      ...(operator === undefined ? {} : { 'Ringside-Operator': operator }),
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
    };
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
