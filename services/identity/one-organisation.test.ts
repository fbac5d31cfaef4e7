/** Providers that serve many organisations under one address. */
import { afterEach, expect, it, vi } from 'vitest';
import { manualSources } from '../testing/manual-sources.ts';
import { newAttempt, readAttempt } from './attempt.ts';
import { Issuer } from './issuer.ts';

afterEach(() => vi.unstubAllGlobals());

/** @param issuer what the provider at the address says of itself */
async function begin(url: string, issuer: string): Promise<string> {
  const metadata = { issuer, authorization_endpoint: 'https://login.example/authorize' };
  vi.stubGlobal('fetch', async () => Response.json(metadata));
  const sources = manualSources();
  const attempt = readAttempt(newAttempt(sources, false, undefined));
  if (attempt === undefined) throw new Error('no attempt');
  const settings = { url, clientId: 'ringside', clientSecret: undefined, groupsClaim: 'groups' };
  const there = new Issuer({ ...settings, administratorGroup: undefined }, sources);
  return there.begin(attempt, 'https://ringside.example/v1/sign-in/issuer/callback');
}

it('ACC-7: an address that stands for every organisation of a provider is refused: its users are not ours', async () => {
  const ours = 'https://login.microsoftonline.com/0d5f0d1c-2f5e-4c0c-9a53-4d3f2b1c7a10/v2.0';
  expect(await begin(ours, ours)).toMatch(/^https:\/\/login\.example\/authorize\?/);
  const anybodys = 'https://login.microsoftonline.com/common/v2.0';
  await expect(begin(anybodys, 'https://login.microsoftonline.com/{tenantid}/v2.0')).rejects.toMatchObject({
    code: 'issuer-refused',
    message: 'another issuer',
  });
  await expect(begin('https://us.b2clogin.com/us/v2.0', 'https://us.b2clogin.com/them/v2.0')).rejects.toMatchObject({
    code: 'issuer-refused',
  });
});
