/** What the API refused, as an error. */

/** An RFC 9457 problem document, with the code that the widget and the page have words for. */
export interface Problem {
  readonly code: string;
  readonly status?: number;
  readonly title?: string;
  readonly detail?: string;
  /** Of a session that was to be resumed and has ended meanwhile. */
  readonly endReason?: string;
}

/** Thrown by every call that was not answered as asked. The code is `unreachable` where there was no answer at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title ?? problem.code, options);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  /** Of the answer; undefined where there was none. */
  get status(): number | undefined {
    return this.problem.status;
  }

  get detail(): string {
    return this.problem.detail ?? '';
  }

  /** Empty where there is none. */
  get endReason(): string {
    return this.problem.endReason ?? '';
  }
}

/** @param answer what came with the status: a problem document, or whatever a proxy in between made */
export function problemOf(status: number, answer: unknown): Problem {
  const text = (name: string): string | undefined => {
    const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [title, detail, endReason] = [text('title'), text('detail'), text('endReason')];
  return {
    code: text('code') ?? `http-${status}`,
    status,
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
    ...(endReason === undefined ? {} : { endReason }),
  };
}
