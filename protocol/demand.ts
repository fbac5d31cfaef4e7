/**
 * Writes a Demand message without allocation: a relay sends one for nearly every update of every display.
 *
 *   byte 0     0x62: field 12 of RelayToAgent, length-delimited
 *   byte 1     length of what follows, to the end of the message
 *   then       fields 1 to 6 as varints, ascending, zero ones left out
 */
export interface DemandMessage {
  readonly display: number;
  readonly epoch: number;
  readonly update: number;
  readonly streams: boolean;
  readonly focused: boolean;
  readonly kilobitsPerSecond: number;
}

const demandTag = 0x62;
/** Two bytes in front, four numbers of a tag and five bytes, two flags of a tag and one. */
const longest = 2 + 4 * 6 + 2 * 2;
const message = new Uint8Array(longest);
let length = 0;

function writeField(field: number, value: number): void {
  if (value === 0) return;
  message[length++] = field << 3;
  let rest = value;
  while (rest >= 0x80) {
    message[length++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  message[length++] = rest;
}

/** @returns the message of RelayToAgent, valid until the next call */
export function writeDemand(demand: DemandMessage): Uint8Array {
  length = 2;
  writeField(1, demand.display);
  writeField(2, demand.epoch);
  writeField(3, demand.update);
  writeField(4, demand.streams ? 1 : 0);
  writeField(5, demand.focused ? 1 : 0);
  writeField(6, demand.kilobitsPerSecond);
  message[0] = demandTag;
  message[1] = length - 2;
  return message.subarray(0, length);
}
