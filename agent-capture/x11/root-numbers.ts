/** Numbers kept as a property of the root window: they outlive the connection that wrote them. */
import type { X11Connection } from './connection.ts';
import { quad, request, words } from './request.ts';

export interface RootNumbers {
  read(): Promise<number[]>;
  /** None of them takes the property away. */
  write(numbers: readonly number[]): void;
}

const [internAtom, changeProperty, deleteProperty, getProperty] = [16, 18, 19, 20];
const cardinal = 6;
const bits = 32;

/** @param most of them that are read */
export async function openRootNumbers(connection: X11Connection, name: string, most: number): Promise<RootNumbers> {
  const { root } = connection;
  const property = await atomOf(connection, name);
  return {
    read: () =>
      connection.ask(request(getProperty, 0, root, property, cardinal, 0, most), (body, format) => {
        // Reply: type 4, bytes left 4, how many 4, unused 12, then they; of another type there are none.
        const count = format === bits ? body.readUInt32LE(8) : 0;
        return Array.from({ length: count }, (_, index) => body.readUInt32LE(24 + 4 * index));
      }),
    write(numbers) {
      const what = [property, cardinal, quad(bits), numbers.length, ...numbers];
      connection.send(
        numbers.length === 0 ? request(deleteProperty, 0, root, property) : request(changeProperty, 0, root, ...what),
      );
    },
  };
}

export function atomOf(connection: X11Connection, name: string): Promise<number> {
  const bytes = Buffer.from(name, 'utf8');
  return connection.ask(request(internAtom, 0, bytes.length, ...words(bytes)), (body) => body.readUInt32LE(0));
}
