import { type TimelineHook, useApi, type TimelineEntry } from '#platform/office/index.ts';
import { enterpriseChecks } from '../contract.ts';
import {
  penaltyLabels,
  publishedStateLabels,
  readFollowUp,
  readPenalty,
  readRemark,
  remarkLabels,
} from '../post-handling.ts';
import { checkName, verdictLabels } from '../spot-check.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** What the room knows of an enterprise, for its timeline. */
const useEnterpriseTimeline: TimelineHook = (enterpriseId) => {
  const query = useApi(enterpriseChecks, { params: { enterpriseId } });
  const results = (query.data?.results ?? []).map((result): TimelineEntry => {
    const items = result.failingItems.join('、');
    return {
      key: `result-${result.id}`,
      date: result.sampledOn ?? result.check.publishedOn ?? '',
      title: both(
        `${result.product}：${verdictLabels[result.verdict].zh}`,
        `${result.product}: ${verdictLabels[result.verdict].en}`,
      ),
      detail: both(
        `${checkName(result.check)}${items === '' ? '' : `；不合格项目：${items}`}${result.role === 'producer' ? '' : '；非生产者'}`,
        `${checkName(result.check)}${items === '' ? '' : `; failing: ${items}`}${result.role === 'producer' ? '' : '; not as producer'}`,
      ),
      tone: result.verdict === 'pass' ? 'good' : result.verdict === 'none' ? 'plain' : 'bad',
      link: `/results/${result.id}`,
    };
  });
  const refusals = (query.data?.refusals ?? []).map((refusal): TimelineEntry => ({
    key: `refusal-${refusal.id}`,
    date: refusal.publishedOn ?? '',
    title: both(`${refusal.product}：拒绝抽查`, `${refusal.product}: refused inspection`),
    detail: both(refusal.authority, refusal.authority),
    tone: 'bad',
  }));
  const handling = (query.data?.postHandling ?? []).map((one): TimelineEntry => {
    const words = [one.rectification, one.recheck, one.penalty, one.remark].filter(Boolean).join('；');
    const state = readFollowUp(one);
    const penalty = readPenalty(one.penalty);
    const amount = penalty?.amount ?? null;
    const remark = readRemark(one.remark);
    const said = [
      ...(state === undefined ? [] : [publishedStateLabels[state]]),
      ...(penalty === undefined || penalty.kind === 'none' ? [] : [penaltyLabels[penalty.kind]]),
      ...(remark === 'revocation-proposed' || (remark === 'handed' && penalty?.kind !== 'handed')
        ? [remarkLabels[remark]]
        : []),
      ...(amount === null ? [] : [both(`${amount}元`, `${amount} yuan`)]),
    ];
    return {
      key: `handling-${one.id}`,
      date: one.publishedOn ?? '',
      title: both(
        `${one.product}：后处理${said.length === 0 ? '' : `（${said.map(({ zh }) => zh).join('，')}）`}`,
        `${one.product}: follow-up${said.length === 0 ? '' : ` (${said.map(({ en }) => en).join(', ')})`}`,
      ),
      detail: both(words, words),
      tone: state === 'lifted' ? 'good' : state === 'failed' || state === 'refused' ? 'bad' : 'plain',
    };
  });
  return { entries: [...results, ...refusals, ...handling], loading: query.isPending };
};

export default useEnterpriseTimeline;
