import { pair } from '#foundation/text-pair.ts';
import type { NextStep } from '#foundation/process.ts';
import type { NoticeRecord } from './storage-reading.ts';

const server = pair('送达承办人（收件人所在地）', 'The officer who serves, at the addressee’s place');
const enterprise = pair('收件企业', 'The addressee');
const decider = pair('审定人（登记人以外）', 'Whoever decides, other than who registered it');
const program = pair('系统', 'The program');

/** The one next act on a notice, who must take it and until when. `waiting`: written words to be confirmed, by objection; null: a waiver. */
export const nextStep = (
  { state, identity, identityUntil, objectionUntil, dueOn, objections, retests }: NoticeRecord,
  waiting: ReadonlySet<number | null>,
): NextStep => {
  if (identity === 'denied')
    return { words: pair('审定企业的否认是否成立', 'Decide whether the denial is proven'), by: decider, due: null };
  const filed = objections.find((objection) => objection.state === 'filed');
  if (filed && waiting.has(filed.id))
    return {
      words: pair('复核企业书面撤回异议', 'Confirm the written withdrawal'),
      by: decider,
      due: filed.decideUntil,
    };
  if (filed) return { words: pair('决定是否受理异议', 'Decide on the objection'), by: decider, due: filed.decideUntil };
  const givenUp = objections.find((objection) => objection.state === 'given-up');
  if (givenUp)
    return givenUp.told === null
      ? {
          words: pair('送达视为放弃复检告知书并登记凭据', 'Serve the notice that the retest counts as given up'),
          by: server,
          due: null,
        }
      : {
          words: pair('公告期满后办结异议', 'Settle the objection when the public notice takes effect'),
          by: program,
          due: givenUp.told.effectiveOn,
        };
  const retest = retests.find((one) => one.state === 'applied' || one.state === 'designated');
  if (retest?.state === 'designated')
    return {
      words: pair('复检机构检验并出具报告', 'Test the reserve and report'),
      by: pair('复检机构', 'The laboratory of the retest'),
      due: null,
    };
  if (retest)
    return retest.objectionId !== null && retest.formalitiesOn === null
      ? {
          words: pair('办理复检手续', 'Complete the formalities of the retest'),
          by: enterprise,
          due: retest.formalitiesUntil,
        }
      : { words: pair('确定复检机构', 'Designate the laboratory'), by: decider, due: retest.designateUntil };
  switch (state) {
    case 'to-serve':
      return { words: pair('送达并登记凭据', 'Serve it and record the proof'), by: server, due: dueOn };
    case 'served':
      if (waiting.has(null))
        return {
          words: pair('复核企业书面放弃异议', 'Confirm the written waiver'),
          by: decider,
          due: objectionUntil,
        };
      return {
        words:
          identity === 'asked'
            ? pair(
                '确认是否本企业产品；如有异议，在期限内提出',
                'Say whether the product is yours; object in time if you disagree',
              )
            : pair('如有异议，在期限内提出；也可放弃', 'Object in time if you disagree, or waive it'),
        by: enterprise,
        due: objectionUntil,
      };
    case 'waived':
    case 'lapsed':
    case 'settled':
      return identity === 'asked'
        ? { words: pair('确认是否本企业产品', 'Say whether the product is yours'), by: enterprise, due: identityUntil }
        : null;
    case 'objected':
      return { words: pair('办结异议', 'Settle the objection'), by: program, due: null };
    case 'void':
      return null;
  }
};
