import { expect, test } from 'vitest';
import type { Call } from '#platform/operation/types.ts';
import { getDeclaredQualityPlan, getSamplingPlan } from './contract.ts';
import { acceptanceRoutes } from './routes.ts';

const nobody = {} as Call;

/** Asks as the server does: the query validated by the contract, the answer held against it. */
const ask = async (contract: typeof getSamplingPlan | typeof getDeclaredQualityPlan, query: object) => {
  const bound = acceptanceRoutes.find((one) => one.contract.path === contract.path);
  const input = { params: undefined, query: contract.query?.parse(query), body: undefined };
  const answer = (await bound?.handle(nobody, input as never, undefined as never)) as {
    readonly ok: boolean;
    readonly value: unknown;
    readonly refusal?: { readonly code: string };
  };
  return answer.ok ? contract.response.parse(answer.value) : answer.refusal?.code;
};

test('a plan is answered with its curve and in words', async () => {
  expect(await ask(getSamplingPlan, { lot: '500', aql: '1.5' })).toMatchObject({
    code: 'H',
    n: 50,
    ac: 2,
    re: 3,
    confirmed: true,
    curve: { consumer: { risk: expect.stringMatching(/^0\.\d{6}$/) as string } },
  });
  expect(await ask(getSamplingPlan, { lot: '500', aql: '15' })).toMatchObject({ curve: null });
});

test('a declared level is answered by the standard that fits the lot', async () => {
  expect(await ask(getDeclaredQualityPlan, { dql: '1.0', lqr: 'II' })).toMatchObject({ n: 82, limit: 2 });
  expect(await ask(getDeclaredQualityPlan, { dql: '4.0', lot: '80' })).toMatchObject({ standard: 'GB/T 2828.11' });
});

test('what cannot be read is refused', async () => {
  expect(await ask(getSamplingPlan, { lot: '1', aql: '1.5' })).toBe('invalid-lot-size');
  expect(await ask(getDeclaredQualityPlan, { dql: 'x' })).toBe('invalid-declared-level');
});
