import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { publishedCalendar } from '#foundation/working-days.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { refuse } from '#foundation/refusal.ts';
import { resolveLaw } from '#platform/law/resolve.ts';
import { roleNames, roles } from '#platform/identity/roles.ts';
import { law } from '../law.ts';
import { announcementProcess } from './announcement.ts';
import { handOverProcess } from './hand-over.ts';
import { nextStepOf } from './next-step.ts';
import { finalStates, ownVerbs, rectificationProcess, type RectificationState, rectificationStates, type RectificationVerb, rectificationVerbs, type Step, steps } from './rectification.ts'; // prettier-ignore
import { chainCitation, type ChainStep, extendedTo, failuresCountFrom, followingStep, leadsTo, mayAskExtension, recheckOutcome, recheckWindow, seriousStep, type Standing, stateOfStep, stepCitation } from './rules.ts'; // prettier-ignore
import { sellerOrderProcess } from './seller-order.ts';

const today = localDate('2026-09-01');
const of = (profile: 'notice' | 'current') => resolveLaw(law, profile);
const chainOf = (profile: 'notice' | 'current', on = today) =>
  of(profile).get<readonly ChainStep[]>('warning-cards.chain', on).value;

describe('state tables', () => {
  test('every state is reached and left', () => {
    // Ways back and approved steps are rules: the table names one target of each.
    const table = {
      ...rectificationProcess,
      transitions: {
        ...rectificationProcess.transitions,
        proposed: { ...rectificationProcess.transitions.proposed, announce: 'announced', revoke: 'revocation' },
      },
    };
    expectSoundProcess(table as never, 'to-serve' as never, finalStates as never);
    expectSoundProcess(sellerOrderProcess, 'to-serve', ['settled', 'void']);
    expectSoundProcess(handOverProcess, 'handed', ['returned']);
    expectSoundProcess(announcementProcess, 'shown', ['revoked']);
  });

  test('is total: every state × verb × role gives the next state, or a refusal with its clause', () => {
    let allowed = 0;
    for (const state of rectificationStates)
      for (const verb of rectificationVerbs)
        for (const role of roleNames) {
          const held = (roles[role].permissions as readonly string[]).includes(
            rectificationProcess.acts[verb].permission,
          );
          const standing: Standing = { state, step: 'order', before: 'overdue', serious: false };
          const decided = held ? leadsTo(standing, verb, 'somebody') : refuse('forbidden');
          if (decided.ok) {
            allowed += 1;
            expect(rectificationStates).toContain(decided.value);
            expect(Object.keys(rectificationProcess.transitions[state])).toContain(verb);
          } else if (held)
            expect(decided.refusal).toMatchObject({ code: 'state-not-allowed', citation: { clause: '4.3.1' } });
          else expect(decided.refusal.code).toBe('forbidden');
        }
    expect(allowed).toBeGreaterThan(100);
  });

  test('each open state has one next act for somebody', () => {
    for (const state of rectificationStates) {
      const ended = (finalStates as readonly string[]).includes(state) || state === 'ended';
      expect(nextStepOf(state) === null).toBe(ended);
    }
  });

  test('no role both proposes and approves a step', () => {
    for (const role of roleNames) {
      const held = roles[role].permissions as readonly string[];
      expect(held.includes('warning-cards.follow') && held.includes('warning-cards.issue')).toBe(false);
    }
  });
});

describe('steps of the law', () => {
  test('under the notice: order, overhaul, revocation; under article 17 the announcement comes between', () => {
    expect(chainOf('notice').map(({ step }) => step)).toEqual(['order', 'overhaul', 'revocation']);
    expect(chainOf('current').map(({ step }) => step)).toEqual(['order', 'announcement', 'overhaul', 'revocation']);
    expect(chainOf('current', localDate('2000-08-31')).map(({ step }) => step)).toEqual(['order', 'overhaul', 'revocation']); // prettier-ignore
  });

  test('the notice gives the order with its first sentence, the red card with its second; article 17 gives all steps', () => {
    const clauses = (profile: 'notice' | 'current') =>
      (['order', 'overhaul', 'revocation'] as const).map((step) => stepCitation(step, profile, today).text.zh);
    expect(clauses('notice')).toEqual([
      '粤府办〔2000〕18号 四（三）1',
      '粤府办〔2000〕18号 四（三）1第二句',
      '粤府办〔2000〕18号 四（三）1第二句',
    ]);
    expect(new Set(clauses('current')).size).toBe(1);
  });

  test('article 17: overdue leads to the announcement, and only a failed re-check further; the refusal cites it', () => {
    const citation = chainCitation('current', today);
    expect(citation.text.zh).toBe('《中华人民共和国产品质量法》（2018年修正）第十七条');
    const chain = chainOf('current');
    expect(followingStep(chain, { step: 'order', state: 'overdue' }, citation)).toEqual({ ok: true, value: 'announcement' }); // prettier-ignore
    expect(followingStep(chain, { step: 'announcement', state: 'overdue' }, citation)).toMatchObject({
      refusal: { code: 'step-not-due', citation: { source: 'product-quality-law', clause: '17' } },
    });
    expect(followingStep(chain, { step: 'announcement', state: 'failed' }, citation)).toEqual({ ok: true, value: 'overhaul' }); // prettier-ignore
    expect(followingStep(chain, { step: 'revocation', state: 'failed' }, citation)).toMatchObject({
      refusal: { code: 'no-further-step' },
    });
  });

  test('serious: at once under the notice, never within article 17', () => {
    const serious = (profile: 'notice' | 'current') => of(profile).get<readonly string[]>('warning-cards.serious', today).value; // prettier-ignore
    expect(seriousStep(serious('notice'), 'danger', 'order', chainCitation('notice', today))).toEqual({ ok: true, value: 'overhaul' }); // prettier-ignore
    expect(seriousStep(serious('current'), 'danger', 'order', chainCitation('current', today))).toMatchObject({
      refusal: { code: 'serious-outside-chain', citation: { clause: '17' } },
    });
    expect(seriousStep(serious('notice'), 'danger', 'overhaul', chainCitation('notice', today)).ok).toBe(false);
  });

  const seed = 20_000_328;
  test(`no path reaches revocation without its statutory steps (seed ${seed})`, () => {
    const moves = [...rectificationVerbs, ...ownVerbs];
    const onward = new Set<string>(['serve', 'fail', 'expire', 'propose-step', 'decide-step', 'arrange', 'resume']);
    const reached = { notice: 0, current: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom<'notice' | 'current'>('notice', 'current'),
        fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
        (profile, picks) => {
          const chain = chainOf(profile);
          const serious = of(profile).get<readonly string[]>('warning-cards.serious', today).value;
          const citation = chainCitation(profile, today);
          let at: Standing & { readonly pending: Step | null } = { state: 'to-serve', step: 'order', before: null, serious: false, pending: null }; // prettier-ignore
          const passed: { step: Step; outcome: RectificationState }[] = [];
          for (const pick of picks) {
            // What leads onward is tried more often than what ends it, so that the walks come far.
            const open = moves
              .filter((move) => Object.hasOwn(rectificationProcess.transitions[at.state], move))
              .flatMap((move) => (onward.has(move) ? Array.from({ length: 6 }, () => move) : [move]));
            const move = open[pick % open.length];
            if (move === undefined) break;
            const table: Partial<Record<string, RectificationState>> = rectificationProcess.transitions[at.state];
            if ((ownVerbs as readonly string[]).includes(move)) at = { ...at, state: table[move] ?? at.state };
            else if (move === 'propose-step' || move === 'propose-serious') {
              const step =
                move === 'propose-step'
                  ? followingStep(chain, at, citation)
                  : seriousStep(serious, 'fake', at.step, citation);
              if (step.ok) at = { ...at, state: 'proposed', before: at.state, pending: step.value, serious: move === 'propose-serious' }; // prettier-ignore
            } else if (move === 'decide-step' && at.pending !== null && at.before !== null) {
              if (!at.serious) passed.push({ step: at.step, outcome: at.before });
              at = { ...at, state: stateOfStep(at.pending), step: at.pending, before: null, pending: null };
            } else {
              const next = leadsTo(at, move as RectificationVerb, null);
              if (!next.ok) throw new Error(`${move} in ${at.state}`);
              const away = move === 'pause' || move === 'end';
              at = {
                ...at,
                step: move === 'record-no-revocation' ? 'overhaul' : at.step,
                state: next.value,
                before: away ? (at.state === 'proposed' || at.state === 'paused' ? at.before : at.state) : next.value === 'proposed' ? at.before : null,
                pending: next.value === 'proposed' ? at.pending : null,
              }; // prettier-ignore
            }
            if (at.state !== 'revocation') continue;
            reached[profile] += 1;
            const statutory = chain.slice(0, -1);
            const taken = [...new Set(passed.map(({ step }) => step))];
            // Serious problems under the notice may leave the order out, nothing else may.
            const needed = profile === 'notice' && !taken.includes('order') ? statutory.slice(1) : statutory;
            expect(taken).toEqual(needed.map(({ step }) => step));
            for (const { step, outcome } of passed)
              expect(chain[chain.findIndex((one) => one.step === step) + 1]?.after).toContain(outcome);
          }
        },
      ),
      { seed, numRuns: 4000 },
    );
    expect([reached.notice > 100, reached.current > 50], JSON.stringify(reached)).toEqual([true, true]);
  });
});

describe('extension', () => {
  const thing = { dueOn: localDate('2026-10-09'), extended: false, asked: false, step: 'order' as const };
  const term = { days: 30, askBefore: 5, citation: undefined };

  test('once, and asked for in time', () => {
    expect(mayAskExtension(thing, localDate('2026-10-04'), term).ok).toBe(true);
    expect(mayAskExtension(thing, localDate('2026-10-05'), term)).toMatchObject({ refusal: { code: 'extension-too-late' } }); // prettier-ignore
    expect(mayAskExtension({ ...thing, extended: true }, today, term)).toMatchObject({ refusal: { code: 'extension-once' } }); // prettier-ignore
    expect(mayAskExtension({ ...thing, step: 'overhaul' }, today, term)).toMatchObject({ refusal: { code: 'extension-not-provided' } }); // prettier-ignore
    expect(extendedTo(localDate('2026-10-09'), 30, publishedCalendar)).toEqual({ ok: true, value: '2026-11-09' });
  });

  test('not under the measures of 2019, which provide none', () => {
    const current = of('current');
    expect(current.get('warning-cards.rectify-days', today).value).toBe(60);
    expect(current.get('warning-cards.extension-days', today).value).toBe(0);
    expect(of('notice').get('warning-cards.rectify-days', today).value).toBe(30);
  });
});

describe('re-check', () => {
  const result = (verdict: string, sampledOn: string | null = '2026-09-20') => ({
    verdict,
    sampledOn: sampledOn === null ? null : localDate(sampledOn),
    finalOn: localDate('2026-10-20'),
  });

  const outcome = (...given: Parameters<typeof recheckOutcome>) => recheckOutcome(...given)?.outcome;

  test('one failure fails it, all must pass, and what was sampled before the order does not count', () => {
    expect(outcome([result('pass'), result('pass')], today)).toBe('pass');
    expect(outcome([result('pass'), result('fail')], today)).toBe('fail');
    expect(outcome([result('refused')], today)).toBe('fail');
    expect(outcome([result('none')], today)).toBeUndefined();
    expect(outcome([result('pass', '2026-08-31')], today)).toBeUndefined();
    expect(outcome([result('pass', null)], today)).toBe('pass');
  });

  test('a failure before its time fails nothing, and lets nothing pass that was sampled with it or before', () => {
    const later = localDate('2026-10-01');
    expect(outcome([result('fail', '2026-09-20')], today, later)).toBeUndefined();
    expect(outcome([result('fail', '2026-09-20'), result('pass', '2026-09-20')], today, later)).toBeUndefined();
    expect(outcome([result('pass', '2026-09-19'), result('fail', '2026-09-20')], today, later)).toBeUndefined();
    expect(outcome([result('fail', '2026-09-20'), result('pass', '2026-09-21')], today, later)).toBe('pass');
    expect(recheckOutcome([result('fail', '2026-09-20'), result('fail', '2026-10-01')], today, later)).toMatchObject({
      outcome: 'fail',
      by: { sampledOn: '2026-10-01' },
    });
  });

  test('article 17: a failure counts from its time after the announcement on, and after the term of the overhaul', () => {
    const at = { recheckFrom: today, announcedOn: today, dueOn: localDate('2026-10-09') };
    const from = (step: Step, articled: boolean) => failuresCountFrom({ ...at, step }, articled, 60);
    expect(steps.map((step) => from(step, false))).toEqual(steps.map(() => today));
    expect(steps.map((step) => from(step, true))).toEqual([today, '2026-10-31', '2026-10-10', today]);
    // Nothing was revoked, and the overhaul is checked anew: its old term is over.
    expect(failuresCountFrom({ ...at, recheckFrom: localDate('2026-12-01'), step: 'overhaul' }, true, 60)).toBe(
      '2026-12-01',
    );
  });

  test('after the announcement not before its time', () => {
    const citation = chainCitation('current', today);
    expect(recheckWindow(today, localDate('2026-10-30'), { from: 60, to: 90 }, citation)).toMatchObject({
      refusal: { code: 'recheck-too-early' },
    });
    expect(recheckWindow(today, localDate('2026-10-31'), { from: 60, to: 90 }, citation).ok).toBe(true);
  });
});
