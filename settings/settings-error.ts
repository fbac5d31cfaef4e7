/** What is wrong with how a process was configured: its message is one sentence for whoever starts it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'settings';
}
