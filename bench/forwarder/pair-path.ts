/** How both forwarders know which connections belong together: /agent/<pair> and /viewer/<pair>. */
export type Side = 'agent' | 'viewer';

/** Both forwarders assemble no larger message; the bench sends none above the wire's 16,384. */
export const forwarderMessageBytes = 64 * 1024;

export function parsePairPath(path: string): { readonly pair: string; readonly side: Side } {
  const [, side, pair = ''] = path.split('/');
  return { pair, side: side === 'agent' ? 'agent' : 'viewer' };
}
