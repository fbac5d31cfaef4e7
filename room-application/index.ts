/** What a room application's page imports: reports of its own, or those of an Azure CallAgent. */
import type { CallAgent } from '@azure/communication-calling';
import { watchCallAgent } from './azure-call-agent.ts';
import { type CallStateReporter, type ReporterOptions, reportCallState } from './call-state-reporter.ts';

export {
  type CallState,
  type CallStateReporter,
  type ReporterOptions,
  reportCallState,
} from './call-state-reporter.ts';
export { ReporterError } from './reporter-error.ts';

/** Reports the call state of this CallAgent until it is closed; then the agent on the room device knows nothing. */
export function reportCallAgent(agent: CallAgent, options: ReporterOptions): Pick<CallStateReporter, 'close'> {
  const watched = watchCallAgent(agent, () => reporter.changed());
  const reporter = reportCallState({ name: 'azure-call-agent', state: () => watched.state }, options);
  return {
    close() {
      watched.stop();
      reporter.close();
    },
  };
}
