/** What a portal's backend and our own page call the HTTP API with. */
export { ApiProblem, type Problem } from './api-problem.ts';
export { type Answer, type ClientOptions, RingsideClient } from './client.ts';
export type { Operations } from './generated/operations.ts';
