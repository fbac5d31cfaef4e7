/**
 * Messages as raw bytes, beside what they mean: at least one of each kind. The bytes are the contract with programs
 * already installed. When one changes, installed peers no longer understand it: see schemaHashes in version.ts.
 */
import type { CodecName } from './unions.ts';

export interface Fixture {
  readonly codec: CodecName;
  readonly hex: string;
  /** Fields on the wire; those left out have their default. */
  readonly message: object;
}

const nonce = new Uint8Array(32).fill(0x11);
const signature = new Uint8Array(64).fill(0x22);
const session = '01890a5d-ac96-774b-bcce-b302099a8057';
const device = '01890a5d-ac96-774b-bcce-000000000001';
const ticket = 'e30.e30.AA';
const statement = { keyId: 'k1', payload: Uint8Array.of(1, 2, 3), signature };
const layout = {
  epoch: 2,
  displays: [
    { display: 1, name: 'console', width: 1280, height: 800 },
    { display: 2, name: 'front-1', width: 1920, height: 1080, asleep: true },
  ],
};
const room = { callState: 1, callStateSource: 'room-application', ring: 2 };
const ringLoss = { fault: 3, display: 'front-1' };
const capabilities = {
  agentVersion: '1.0.0',
  platform: 'linux-x11',
  callStateSources: ['room-application', 'system'],
  input: true,
  encodings: [1, 2, 4],
  missing: ['no touch'],
};
const offers = [{ kind: 1, refusal: 4, reason: 'no helper' }, { kind: 3 }];
const frame = {
  display: 2,
  epoch: 2,
  frame: 300,
  kind: 1,
  tileX: 1,
  tileY: 2,
  tilesWide: 29,
  tilesHigh: 1,
  chunks: 2,
  update: 77,
  lastOfUpdate: true,
  capturedUs: 12_345_678_901,
  encoding: 4,
  payload: Uint8Array.of(0xff, 0, 0),
};

/** 16 px from the left and 48 from below, as two signed 16-bit numbers. */
const copy = { ...frame, kind: 2, chunks: 1, base: 299, encoding: 5, payload: Uint8Array.of(0xf0, 0xff, 48, 0) };
const videoKey = { ...frame, kind: 3, chunks: 1, encoding: 6, payload: Uint8Array.of(0, 0, 1) };
const videoDelta = { ...videoKey, kind: 4, base: 290 };

const viewerToRelay = [
  [
    '12500801120a6533302e6533302e41411a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { authenticate: { version: 1, ticket, proof: signature } },
  ],
  ['1a080a0301ac0210ac02', { subscribe: { displays: [1, 300], focused: 300 } }],
  ['1a0418012001', { subscribe: { all: true, streams: true } }],
  ['220a0801100218ffffffff0f', { painted: { display: 1, epoch: 2, frame: 4_294_967_295 } }],
  [
    '2a110801120d0a044b65795112014018012001',
    { input: { sequence: 1, key: { code: 'KeyQ', key: '@', down: true, repeat: true } } },
  ],
  [
    '2a0e08021a0a080110ff0e18b708201f',
    { input: { sequence: 2, pointer: { display: 1, x: 1919, y: 1079, buttons: 31 } } },
  ],
  [
    '2a110803220d08011001180220ef0128feff03',
    { input: { sequence: 3, wheel: { display: 1, x: 1, y: 2, deltaX: -120, deltaY: 32_767 } } },
  ],
  ['2a0f08042a0b0a09c3b1e6bca2f09f9880', { input: { sequence: 4, text: { text: 'ñ漢😀' } } }],
  ['2a0408053200', { input: { sequence: 5, releaseAll: {} } }],
  ['32020803', { refresh: { display: 3 } }],
  ['3a0908ffffffffffffff0f', { probe: { sentUs: 9_007_199_254_740_991 } }],
  ['3a0408051001', { probe: { sentUs: 5, active: true } }],
  ['420408031007', { control: { action: 3, viewer: 7 } }],
  ['4a00', { end: {} }],
  ['5206080110021801', { command: { id: 1, kind: 2, on: true } }],
  ['5206080210032006', { command: { id: 2, kind: 3, shortcut: 6 } }],
  ['5206080310042802', { command: { id: 3, kind: 4, display: 2 } }],
] as const;

const relayToViewer = [
  ['0a250802100218ac02200128013002381d40015002584d600170b5b8f0fe2d7804820103ff0000', { frame }],
  ['0a290802100218ac02200228013002381d40015001584d600168ab0270b5b8f0fe2d7805820104f0ff3000', { frame: copy }],
  ['0a250802100218ac02200328013002381d40015001584d600170b5b8f0fe2d7806820103000001', { frame: videoKey }],
  [
    '8a02540a2011111111111111111111111111111111111111111111111111111111111111111002180122066e6f64652d312a2430313839306135642d616339362d373734622d626363652d623330323039396138303537',
    { challenge: { nonce, version: 2, oldestVersion: 1, node: 'node-1', instance: session } },
  ],
  [
    '9202760a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710071802222a0802121108011207636f6e736f6c6518800a20a00612130802120766726f6e742d3118800f20b80828012a1608011210726f6f6d2d6170706c69636174696f6e18023206080712020809',
    { opened: { session, viewer: 7, permission: 2, layout, room, control: { holder: 7, requestedBy: [8, 9] } } },
  ],
  ['9a02020801', { refused: { reason: 1 } }],
  ['a2022a0802121108011207636f6e736f6c6518800a20a00612130802120766726f6e742d3118800f20b8082801', { layout }],
  ['aa021608011210726f6f6d2d6170706c69636174696f6e1802', { room }],
  ['b2020408b0ea01', { suspended: { resumeWithinMs: 30_000 } }],
  ['ba02020802', { ended: { reason: 2 } }],
  ['c2020408051006', { probeReply: { sentUs: 5, agentUs: 6 } }],
  ['ca02020807', { control: { holder: 7 } }],
  ['ca020708071201081809', { control: { holder: 7, requestedBy: [8], lentBy: 9 } }],
  [
    'd2020f0a090807120341646118020a020808',
    { company: { watchers: [{ viewer: 7, name: 'Ada', permission: 2 }, { viewer: 8 }] } },
  ],
  ['da020408011004', { commandResult: { id: 1, refusal: 4 } }],
  ['aa021808011210726f6f6d2d6170706c69636174696f6e18022801', { room: { ...room, restartAfterSession: true } }],
  [
    'aa021c08011210726f6f6d2d6170706c69636174696f6e1802300238014001',
    { room: { ...room, account: 2, accountLocked: true, accountAction: 1 } },
  ],
  ['e20206080210c8df02', { roomAsked: { consent: 2, withinMs: 45_000 } }],
  [
    '920283010a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710071801222a0802121108011207636f6e736f6c6518800a20a00612130802120766726f6e742d3118800f20b80828012a1608011210726f6f6d2d6170706c69636174696f6e1802420f080110041a096e6f2068656c70657242020803',
    { opened: { session, viewer: 7, permission: 1, layout, room, commands: offers } },
  ],
] as const;

const agentToRelay = [
  [
    '0a250802100218ac02200128013002381d400148015002584d600170b5b8f0fe2d780482010101',
    { frame: { ...frame, chunk: 1, payload: Uint8Array.of(1) } },
  ],
  ['0a280802100218ac02200428013002381d40015001584d600168a20270b5b8f0fe2d7806820103000001', { frame: videoDelta }],
  [
    '8a038f010801120a6533302e6533302e41411a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222223d0a05312e302e3012096c696e75782d7831311a10726f6f6d2d6170706c69636174696f6e1a0673797374656d20012a0301020432086e6f20746f756368',
    { authenticate: { version: 1, credential: ticket, proof: signature, capabilities } },
  ],
  ['92032a0802121108011207636f6e736f6c6518800a20a00612130802120766726f6e742d3118800f20b8082801', { layout }],
  ['9a031608011210726f6f6d2d6170706c69636174696f6e1802', { room }],
  ['a203020807', { sessionOpened: { viewer: 7 } }],
  ['aa030408071005', { sessionRefused: { viewer: 7, reason: 5 } }],
  [
    'b203350a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710041a0b0803120766726f6e742d31',
    { sessionEnded: { session, reason: 4, ringLoss } },
  ],
  ['9a031808011210726f6f6d2d6170706c69636174696f6e18022001', { room: { ...room, ejected: true } }],
  ['ba0306080710051806', { probeReply: { viewer: 7, sentUs: 5, agentUs: 6 } }],
  ['c203220a201111111111111111111111111111111111111111111111111111111111111111', { timeRequest: { nonce } }],
  [
    '8a03ca010801120a6533302e6533302e41411a402222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222520a05312e302e3012096c696e75782d7831311a10726f6f6d2d6170706c69636174696f6e1a0673797374656d20012a0301020432086e6f20746f7563683a0f080110041a096e6f2068656c7065723a0208032a2430313839306135642d616339362d373734622d626363652d623330323039396138303537',
    {
      authenticate: {
        version: 1,
        credential: ticket,
        proof: signature,
        capabilities: { ...capabilities, commands: offers },
        run: session,
      },
    },
  ],
  ['ca0306080712020801', { commandResult: { viewer: 7, result: { id: 1 } } }],
  [
    'd203280a2430313839306135642d616339362d373734622d626363652d6233303230393961383035371009',
    { recoveryResult: { id: session, refusal: 9 } },
  ],
  ['da03020807', { roomAsked: { viewer: 7 } }],
  [
    'e2032e0a2430313839306135642d616339362d373734622d626363652d6233303230393961383035371002180120012803',
    { account: { session, account: 2, locked: true, atEnd: true, action: 3 } },
  ],
] as const;

const relayToAgent = [
  [
    '8a01540a2011111111111111111111111111111111111111111111111111111111111111111001180122066e6f64652d312a2430313839306135642d616339362d373734622d626363652d623330323039396138303537',
    { challenge: { nonce, version: 1, oldestVersion: 1, node: 'node-1', instance: session } },
  ],
  [
    '9201a1010a2430313839306135642d616339362d373734622d626363652d30303030303030303030303112066e6f64652d311a2430313839306135642d616339362d373734622d626363652d623330323039396138303537224b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { welcome: { device, node: 'node-1', instance: session, keySet: statement } },
  ],
  ['9a010e0807120a6533302e6533302e4141', { openSession: { viewer: 7, ticket } }],
  ['a201020807', { suspendSession: { viewer: 7 } }],
  ['aa010408071007', { closeSession: { viewer: 7, reason: 7 } }],
  [
    '5a1e0807121a080112160a08416c7452696768741208416c7447726170681801',
    { input: { viewer: 7, input: { sequence: 1, key: { code: 'AltRight', key: 'AltGraph', down: true } } } },
  ],
  ['6206080110021850', { demand: { display: 1, epoch: 2, update: 80 } }],
  [
    '620d08011002185020012801308827',
    { demand: { display: 1, epoch: 2, update: 80, streams: true, focused: true, kilobitsPerSecond: 5_000 } },
  ],
  [
    '6a0c080110021803200428053006',
    { refresh: { display: 1, epoch: 2, tileX: 3, tileY: 4, tilesWide: 5, tilesHigh: 6 } },
  ],
  [
    'b2014b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { heartbeat: statement },
  ],
  [
    'ba014b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { keySet: statement },
  ],
  [
    'c2014b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { time: statement },
  ],
  ['720408071005', { probe: { viewer: 7, sentUs: 5 } }],
  ['7206080710051801', { probe: { viewer: 7, sentUs: 5, active: true } }],
  ['ca01080807120408011001', { command: { viewer: 7, command: { id: 1, kind: 1 } } }],
  [
    'd2014b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { recovery: statement },
  ],
] as const;

const event = { sequence: 12, timeMs: 1_766_000_000_000 };

const relayToServices = [
  [
    '0a60080112066e6f64652d311a2430313839306135642d616339362d373734622d626363652d62333032303939613830353722087773733a2f2f612f2a2430313839306135642d616339362d373734622d626363652d623330323039396138303537',
    { hello: { version: 1, node: 'node-1', instance: session, viewerUrl: 'wss://a/', liveSessions: [session] } },
  ],
  [
    '1270080c1080f8b5eeb2331a650a2430313839306135642d616339362d373734622d626363652d303030303030303030303031123d0a05312e302e3012096c696e75782d7831311a10726f6f6d2d6170706c69636174696f6e1a0673797374656d20012a0301020432086e6f20746f756368',
    { event: { ...event, deviceConnected: { device, capabilities } } },
  ],
  [
    '1231080c1080f8b5eeb23322260a2430313839306135642d616339362d373734622d626363652d303030303030303030303031',
    { event: { ...event, deviceDisconnected: { device } } },
  ],
  [
    '1275080c1080f8b5eeb2332a6a0a2430313839306135642d616339362d373734622d626363652d303030303030303030303031121608011210726f6f6d2d6170706c69636174696f6e18021a2a0802121108011207636f6e736f6c6518800a20a00612130802120766726f6e742d3118800f20b8082801',
    { event: { ...event, deviceStatus: { device, room, layout } } },
  ],
  [
    '1233080c1080f8b5eeb23332280a2430313839306135642d616339362d373734622d626363652d6233303230393961383035371001',
    { event: { ...event, sessionStarted: { session, resumed: true } } },
  ],
  [
    '1231080c1080f8b5eeb2333a260a2430313839306135642d616339362d373734622d626363652d623330323039396138303537',
    { event: { ...event, sessionSuspended: { session } } },
  ],
  [
    '1233080c1080f8b5eeb23342280a2430313839306135642d616339362d373734622d626363652d6233303230393961383035371001',
    { event: { ...event, sessionEnded: { session, reason: 1 } } },
  ],
  [
    '1240080c1080f8b5eeb23342350a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710041a0b0803120766726f6e742d31',
    { event: { ...event, sessionEnded: { session, reason: 4, ringLoss } } },
  ],
  [
    '1233080c1080f8b5eeb2334a280a2430313839306135642d616339362d373734622d626363652d6233303230393961383035371003',
    { event: { ...event, sessionRefused: { session, reason: 3 } } },
  ],
  [
    '1235080c1080f8b5eeb2333a2a0a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710a0fe0a',
    { event: { ...event, sessionSuspended: { session, resumeWithinMs: 180_000 } } },
  ],
  [
    '1235080c1080f8b5eeb233522a0a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710011803',
    { event: { ...event, commandDone: { session, command: 1, refusal: 3 } } },
  ],
  [
    '1259080c1080f8b5eeb2335a4e0a2430313839306135642d616339362d373734622d626363652d303030303030303030303031122430313839306135642d616339362d373734622d626363652d6233303230393961383035371809',
    { event: { ...event, recoveryDone: { device, id: session, refusal: 9 } } },
  ],
  [
    '125d080c1080f8b5eeb23362520a2430313839306135642d616339362d373734622d626363652d303030303030303030303031122a0a2430313839306135642d616339362d373734622d626363652d62333032303939613830353710021801',
    { event: { ...event, account: { device, news: { session, account: 2, locked: true } } } },
  ],
  ['1a220a201111111111111111111111111111111111111111111111111111111111111111', { timeRequest: { nonce } }],
  ['22020803', { ack: { sequence: 3 } }],
] as const;

const servicesToRelay = [
  [
    '4a85010a4b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222122430313839306135642d616339362d373734622d626363652d303030303030303030303031180b220e68747470733a2f2f706f7274616c',
    { welcome: { keySet: statement, withdrawnDevices: [device], lastEvent: 11, issuer: 'https://portal' } },
  ],
  ['5202080c', { eventAck: { sequence: 12 } }],
  [
    '5a4b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { heartbeat: statement },
  ],
  [
    '622c080112280a2430313839306135642d616339362d373734622d626363652d623330323039396138303537100a',
    { command: { sequence: 1, endSession: { session, reason: 10 } } },
  ],
  [
    '622a08021a260a2430313839306135642d616339362d373734622d626363652d303030303030303030303031',
    { command: { sequence: 2, withdrawDevice: { device } } },
  ],
  [
    '622a080322260a2430313839306135642d616339362d373734622d626363652d303030303030303030303031',
    { command: { sequence: 3, restoreDevice: { device } } },
  ],
  [
    '627708042a730a2430313839306135642d616339362d373734622d626363652d303030303030303030303031124b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { command: { sequence: 4, recoverDevice: { device, recovery: statement } } },
  ],
  [
    '6a6f0a201111111111111111111111111111111111111111111111111111111111111111124b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { time: { nonce, statement } },
  ],
  [
    '724b0a026b3112030102031a4022222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222',
    { keySet: statement },
  ],
] as const;

const heartbeat = [
  [
    '08e8071080f8b5eeb2331a2430313839306135642d616339362d373734622d626363652d623330323039396138303537',
    { sequence: 1_000, timeMs: 1_766_000_000_000, endedSessions: [session] },
  ],
] as const;
const recovery = [
  [
    '0a2430313839306135642d616339362d373734622d626363652d623330323039396138303537122430313839306135642d616339362d373734622d626363652d30303030303030303030303118052080f8b5eeb233',
    { id: session, device, command: 5, timeMs: 1_766_000_000_000 },
  ],
] as const;
const timeAnchor = [
  [
    '0a2011111111111111111111111111111111111111111111111111111111111111111080f8b5eeb233',
    { nonce, timeMs: 1_766_000_000_000 },
  ],
] as const;

function of(codec: CodecName, rows: readonly (readonly [string, object])[]): readonly Fixture[] {
  return rows.map(([hex, message]) => ({ codec, hex, message }));
}

export const fixtures: readonly Fixture[] = [
  ...of('ViewerToRelay', viewerToRelay),
  ...of('RelayToViewer', relayToViewer),
  ...of('AgentToRelay', agentToRelay),
  ...of('RelayToAgent', relayToAgent),
  ...of('RelayToServices', relayToServices),
  ...of('ServicesToRelay', servicesToRelay),
  ...of('Heartbeat', heartbeat),
  ...of('Recovery', recovery),
  ...of('TimeAnchor', timeAnchor),
];

export function fixtureBytes(fixture: Fixture): Uint8Array {
  return new Uint8Array(Buffer.from(fixture.hex, 'hex'));
}
