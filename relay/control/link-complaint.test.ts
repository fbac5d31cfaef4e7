import { expect, test } from 'vitest';
import { complaintOf } from './link-complaint.ts';

const failed = (code: string) => Object.assign(new Error(`it said ${code}`), { code });

test.each([
  ['ws://127.0.0.1:8403/control', 'ECONNRESET', /ECONNRESET; .* relay\.controlUrl begins with wss:\/\/$/],
  ['wss://127.0.0.1:8403/control', 'ECONNRESET', /ECONNRESET$/],
  ['wss://127.0.0.1:8403/control', 'DEPTH_ZERO_SELF_SIGNED_CERT', /; .* NODE_EXTRA_CA_CERTS$/],
  ['wss://127.0.0.1:8403/control', 'ERR_TLS_CERT_ALTNAME_INVALID', /INVALID$/],
  ['ws://127.0.0.1:8403/control', 'ECONNREFUSED', /ECONNREFUSED$/],
])('%s, %s: what to do where that is known', (url, code, complaint) => {
  expect(complaintOf(url, failed(code))).toMatch(complaint);
});
