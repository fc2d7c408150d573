import { expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { decideOn } from '#foundation/process.ts';
import { type Role, roleNames, roles } from '#platform/identity/roles.ts';
import { answerOfVerb, bodyAnswers, decisionDay, nextOfRequest, requestProcess, type RequestState, requestStates, type RequestVerb, requestVerbs, stateOfAnswer } from './request.ts'; // prettier-ignore

test('state × verb × role: asked leads to the decision, everything else is refused with the clause', () => {
  const may = (role: Role, permission: string) => (roles[role].permissions as readonly string[]).includes(permission);
  for (const state of requestStates)
    for (const verb of requestVerbs) {
      const decided = decideOn<RequestState, RequestVerb, { readonly state: RequestState }>({ flow: requestProcess }, { state }, verb, null); // prettier-ignore
      if (state === 'asked') expect(decided.ok).toBe(true);
      else
        expect(decided).toMatchObject({ refusal: { code: 'state-not-allowed', citation: { text: { zh: expect.stringContaining('四（三）1') } } } }); // prettier-ignore
      const who = roleNames.filter((role) => may(role, requestProcess.acts[verb].permission));
      expect(who).toEqual(verb === 'record' ? ['provincial-officer'] : ['certifier-officer']);
    }
});

test('each decision has its state, and an answer that only takes note is none', () => {
  for (const verb of ['suspend', 'withdraw', 'keep'] as const)
    expect(requestProcess.transitions.asked[verb]).toBe(stateOfAnswer[answerOfVerb[verb]]);
  expect(bodyAnswers).not.toContain('noted');
});

test('a decision is neither of a day to come nor older than the certificate', () => {
  const [first, today] = [localDate('2026-03-01'), localDate('2026-09-01')];
  const on = (day: string) => decisionDay(localDate(day), today, { validFrom: first });
  expect(on('2026-03-01').ok && on('2026-09-01').ok).toBe(true);
  expect(on('2026-09-02')).toMatchObject({ refusal: { code: 'date-in-future' } });
  expect(on('2026-02-28')).toMatchObject({ refusal: { code: 'before-the-licence' } });
});

test('the next act is the body’s while it is asked, and nobody’s afterwards', () => {
  for (const state of requestStates)
    expect(nextOfRequest(state, '虚构认证中心', localDate('2026-09-16')) === null).toBe(state !== 'asked');
});
