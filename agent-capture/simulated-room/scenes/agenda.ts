/** The room's meetings of the day: made up around the hour it is, so that there is always one ahead. */

export interface Meeting {
  readonly title: string;
  readonly host: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly people: number;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Offsets and lengths in minutes from the full hour that is running. */
const plan = [
  { title: 'Stand-up', host: 'Mira Okafor', fromMinutes: -105, minutes: 30, people: 8 },
  { title: 'Supplier call: displays', host: 'Jonas Lindqvist', fromMinutes: -45, minutes: 30, people: 4 },
  { title: 'Design review: lobby screens', host: 'Ana Ribeiro', fromMinutes: 60, minutes: 60, people: 12 },
  { title: 'Interview, second round', host: 'Tom Hale', fromMinutes: 135, minutes: 45, people: 3 },
  { title: 'Quarterly numbers', host: 'Yuki Tanaka', fromMinutes: 210, minutes: 60, people: 16 },
] as const;

export function agenda(nowMs: number): readonly Meeting[] {
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  return plan.map(({ title, host, fromMinutes, minutes, people }) => {
    const startMs = hour + fromMinutes * minuteMs;
    return { title, host, people, startMs, endMs: startMs + minutes * minuteMs };
  });
}

export function nextMeeting(nowMs: number): Meeting | undefined {
  return agenda(nowMs).find((meeting) => meeting.startMs > nowMs);
}

/** Changes whenever the list of meetings does. */
export function agendaKey(nowMs: number): string {
  return String(Math.floor(nowMs / hourMs));
}
