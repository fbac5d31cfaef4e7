/** The words of the pages on which an organisation is administered. */

const settings: Readonly<Record<string, string>> = {
  sessionMinutes: 'Minutes that a session may last',
  idleMinutes: 'Minutes that it may last untouched',
  viewersPerDevice: 'People who may watch a room at a time',
  reasonRequired: 'Each session needs a reason or a ticket reference',
  stepUpMinutes: 'Minutes after signing in within which a session may start (0: at any time)',
  roomConsent: 'Before a session, the room',
};

/** By setting and what it may be. */
const settingChoices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  roomConsent: {
    none: 'is not told',
    notice: 'is told for some seconds, and may refuse',
    prompt: 'is asked: somebody in it has to allow the session',
  },
};

/** Who acted, where no name says it. */
const actors: Readonly<Record<string, string>> = {
  operator: 'Somebody whose data was erased',
  'api-key': 'An API key',
  device: 'A room',
  relay: 'A relay',
  services: 'Ringside',
  'command-line': 'Whoever runs Ringside',
};

const logDetails: Readonly<Record<string, string>> = {
  reason: 'reason',
  durationMs: 'milliseconds',
};

/** What the check of the log found, by its code. */
const logProblems: Readonly<Record<string, string>> = {
  altered: 'what it says is not what was recorded',
  'person-altered': 'what it says of a person is not what was recorded',
  'not-next': 'a record is missing, doubled or out of place',
  truncated: 'the log breaks off, and what came after is missing',
  unreadable: 'the database cannot be read there',
  'begins-late': 'the records before it are missing, although they had not reached their age',
  'pruned-early': 'records are gone that had not reached their age',
  'checkpoint-differs': 'a signed checkpoint says otherwise, so the log was replaced',
  'checkpoint-forged': 'a checkpoint is not signed by the log’s own key',
  'checkpoint-missing': 'a signed checkpoint is missing',
  'key-change-forged': 'a change of the log’s key is not signed as it should be',
};

const covers: Readonly<Record<string, string>> = {
  'covers-everyone': 'Covers everyone, and whoever is still to come.',
  'covers-every-device': 'Covers every device, and those still to come.',
};

/** What API keys may do, by scope. */
const scopes: Readonly<Record<string, string>> = {
  sessions: 'start, see and end sessions',
  everything: 'do whatever the user may do for whom it acts',
};

export const adminWords = {
  navigation: 'Ringside',
  settings: 'Settings',
  places: {
    rooms: 'Rooms',
    log: 'Log',
    'remote-access': 'Remote access',
    roles: 'Roles and assignments',
    'api-keys': 'API keys',
    general: 'General',
  },
  loading: 'Loading…',
  notPermitted: 'Not permitted',
  notPermittedText: 'You do not have the permission for this.',
  save: 'Save',
  saved: 'Saved.',
  cancel: 'Cancel',

  on: 'Remote access is on',
  off: 'Remote access is off',
  offText: 'Nobody can reach a room, and nobody can be assigned to one.',
  since: (when: string, by: string): string => (by === '' ? `Since ${when}.` : `Since ${when}, acknowledged by ${by}.`),
  acknowledgement: 'What you acknowledge',
  acknowledge: 'I have read this and acknowledge it.',
  email: 'Your e-mail address',
  emailText: 'Both go into the log.',
  switchOn: 'Switch remote access on',
  switchOff: 'Switch remote access off',
  switchOffReally: 'Switch remote access off? Every session of the organisation ends at once.',
  switchedOn: 'Remote access is on.',
  switchedOff: 'Remote access is off. Every session was ended.',
  administratorsOnly: 'Only an administrator can switch it.',
  rules: 'Rules for sessions',
  rulesText: 'Sessions that run keep the rules that they began with.',
  setting: (name: string): string => settings[name] ?? name,
  settingChoices: (name: string): Readonly<Record<string, string>> => settingChoices[name] ?? {},

  roles: 'Roles',
  rolesText: 'Built-in roles hold no remote access: whoever is to have it needs a role of your own making.',
  newRole: 'New role',
  editRole: (name: string): string => `Change ${name}`,
  name: 'Name',
  description: 'Description',
  permissions: 'Permissions',
  noPermissions: 'None',
  builtIn: 'Built in',
  edit: 'Change',
  remove: 'Delete',
  removeRole: (name: string): string => `Delete the role ${name}?`,
  roleSaved: 'The role is saved.',
  roleRemoved: 'The role is deleted.',
  preview: 'What would this do?',
  previewed: (users: number, ending: number): string =>
    `${users === 1 ? '1 user has' : `${users} users have`} this role now; ${
      ending === 0 ? 'no session ends' : `${ending === 1 ? '1 session ends' : `${ending} sessions end`} at once`
    }.`,
  previewRefused: 'You may not make this change: nobody gives what they do not have.',
  endsSessions: (ending: number): string =>
    `This ends ${ending === 1 ? 'one session' : `${ending} sessions`} at once. Save it?`,

  assignments: 'Assignments',
  noAssignments: 'None yet: nobody but administrators may do anything.',
  newAssignment: 'New assignment',
  role: 'Role',
  chooseRole: 'Choose a role',
  who: 'Who',
  what: 'On what',
  when: 'When',
  everyone: 'Everyone, and whoever is still to come',
  everyDevice: 'Every device, and those still to come',
  users: 'Users',
  userGroups: 'Groups of users',
  devices: 'Devices',
  deviceGroups: 'Groups of devices',
  sites: 'Sites',
  noChoices: 'There are none.',
  moreChoices: 'There are more than can be listed here: put them into groups.',
  from: 'From',
  to: 'Until',
  fromWhen: (when: string): string => `from ${when}`,
  always: 'Always',
  assign: 'Assign',
  assigned: 'Assigned.',
  withdraw: 'Withdraw',
  withdrawReally: 'Withdraw this assignment? Sessions that rest on it end at once.',
  withdrawn: 'Withdrawn.',
  warning: (code: string): string => covers[code] ?? code,

  apiKeysText:
    'With an API key the backend of another portal acts for the users whom it names, and never beyond the rights of who made the key.',
  apiKeysInForce: 'Keys in force',
  apiKeysOver: (keys: number): string => `${keys} no longer in force`,
  noApiKeys: 'There are none.',
  newApiKey: 'New API key',
  apiKeyNameHint: 'Which portal it is for',
  origins: 'Pages that may show its sessions',
  originsHint: 'Such as https://portal.example; several with a space between',
  scope: 'It may',
  scopeOf: (scope: string): string => scopes[scope] ?? scope,
  days: 'Days until it expires',
  makeApiKey: 'Make the key',
  apiKeyMade: 'The key is made.',
  apiKeyOf: (name: string): string => `The API key ${name}`,
  apiKey: 'API key',
  shownOnce:
    'It is shown this once, and never again: only a hash of it is stored. Put it where your portal’s backend reads its secrets, and nowhere else.',
  copy: 'Copy',
  copied: 'Copied.',
  copyByHand: 'The browser does not let this page copy: the key is selected, so copy it yourself.',
  kept: 'I have kept it',
  made: 'Made',
  by: 'by',
  whoeverRunsIt: 'whoever runs Ringside',
  expires: 'Expires',
  expired: 'Expired',
  revokedWhen: 'Revoked',
  revoke: 'Revoke',
  revokeReally: (name: string): string =>
    `Revoke the API key ${name}? Whatever uses it is refused at once, and the sessions that it started end.`,
  revoked: 'The key is revoked.',

  room: 'Remote access',
  canStart: 'A session can start now.',
  cannotStart: 'No session can start now',
  whoCan: 'Who can reach this room',
  nobody: 'Nobody can.',
  mayReach: (modify: boolean): string => (modify ? 'View and control' : 'View'),
  because: 'Because of',
  until: (when: string): string => `until ${when}`,
  inSession: 'In a session now',
  roomGone: 'There is no such room, or you have no access to it.',
  back: 'All rooms',
  remoteAccessOf: (room: string): string => `Remote access: ${room}`,

  logText: 'Whoever reads the log is in it.',
  filter: 'Filter',
  allKinds: 'Everything',
  allOperators: 'Anybody',
  allDevices: 'Any room',
  kind: 'What',
  operator: 'Who',
  person: 'Person',
  concerns: 'Concerning',
  actorKind: (kind: string): string => actors[kind] ?? kind,
  byApiKey: 'by an API key',
  device: 'Room',
  session: 'Session',
  sessionHint: 'Its ID',
  show: 'Show',
  clear: 'Clear',
  older: 'Older records',
  noRecords: 'No records.',
  time: 'Time',
  details: 'Details',
  detail: (name: string): string => logDetails[name] ?? name,
  shown: (records: number, more: boolean): string =>
    `${records === 1 ? '1 record' : `${records} records`}${more ? ', and there are older ones' : ''}.`,
  exports: 'Export',
  exportCsv: 'These records for a spreadsheet (CSV)',
  exportNdjson: 'The whole log for an auditor (NDJSON)',
  reports: 'Reports',
  reportSessions: 'Sessions of the period above (CSV)',
  reportAccess: 'Users who have remote access (CSV)',

  history: 'Log history',
  keptFor: 'Days that records are kept',
  keptText: (personal: number): string =>
    `From 180 to 730. What is personal in them goes after ${personal} days in any case.`,
  state: 'State of the log',
  records: 'Records so far',
  checkpoint: 'Last signed checkpoint',
  verified: 'Last verified',
  intact: 'Intact',
  now: 'Now',
  broken: 'Not intact',
  notIntact: 'The log is not intact',
  notIntactText: (since: string, record: number, problem: string): string =>
    `Since ${since} its check does not pass. ${record === 0 ? 'Before the first record' : `At record ${record}`}: ${
      logProblems[problem] ?? 'it is not as it was written'
    }.`,
  notIntactAdvice:
    'What stands before it can be relied on; what follows cannot. Compare an export with a backup by verify-log. This goes once a later check passes.',
  never: 'Not yet',
  publicKey: 'Public key, for verify-log',

  reasonTitle: (room: string): string => `Why do you want access to ${room}?`,
  reason: 'Reason or ticket reference',
  reasonText: 'People in the room and the log can read it.',
  start: 'Start session',
} as const;
