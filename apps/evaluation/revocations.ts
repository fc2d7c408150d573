import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { Services } from '#platform/operation/index.ts';
import * as licences from '#regimes/licences/contracts/licences.ts';
import * as contract from '#regimes/licences/contracts/revocations.ts';
import type { RevocationVerb } from '#regimes/licences/revocation.ts';
import { staffOf } from './days.ts';
import { use } from './people.ts';

interface Step {
  readonly ago: number;
  readonly verb: RevocationVerb;
  readonly reason: string;
  /** How many days ago the firm was told of its hearing. */
  readonly noticedAgo?: number;
  readonly by?: 'provincial-approver';
}

/** How far the revocations of some production licences have come; days are counted back from today. */
const stories: readonly { readonly facts: string; readonly proposedAgo: number; readonly steps: readonly Step[] }[] = [
  {
    facts: '整改期满，复查仍不合格，红牌程序已走完法定步骤',
    proposedAgo: 58,
    steps: [
      { ago: 55, verb: 'notify', reason: '吊销许可证告知书已直接送达' },
      { ago: 35, verb: 'revoke', by: 'provincial-approver', reason: '期满未要求听证，事实清楚，决定吊销' },
    ],
  },
  {
    facts: '两次复查均不合格，企业拒绝停产整顿',
    proposedAgo: 50,
    steps: [
      { ago: 48, verb: 'notify', reason: '吊销许可证告知书已直接送达' },
      { ago: 45, verb: 'request-hearing', reason: '企业书面要求听证' },
      { ago: 20, verb: 'hear', noticedAgo: 42, reason: '听证如期举行，笔录附卷' },
    ],
  },
  {
    facts: '已不具备取证时的生产条件，责令改正后仍未恢复',
    proposedAgo: 20,
    steps: [
      { ago: 18, verb: 'notify', reason: '吊销许可证告知书已直接送达' },
      { ago: 14, verb: 'request-hearing', reason: '企业书面要求听证' },
    ],
  },
  {
    facts: '伪造出厂检验记录，复查不合格',
    proposedAgo: 4,
    steps: [{ ago: 2, verb: 'notify', reason: '吊销许可证告知书已直接送达' }],
  },
];

/** Lets the officers of the provincial bureau propose and carry on revocations of licences that it has issued. */
export const revokeSome = async (services: Services, today: LocalDate): Promise<void> => {
  const staff = staffOf(services);
  const back = (ago: number): LocalDate => addDays(today, -ago);
  const officer = await staff('provincial-officer', today);
  const { rows: begun } = await use(officer, contract.listRevocations, { query: { dataset: 'demo', limit: 1 } });
  if (begun.length > 0) return;
  const { rows } = await use(officer, licences.listLicences, {
    query: { dataset: 'demo', kind: 'production-licence', standing: 'valid', limit: 200 },
  });
  const chosen = rows.filter(({ validFrom }) => validFrom < back(60)).slice(0, stories.length);
  for (const [at, { id }] of chosen.entries()) {
    const story = stories[at];
    if (!story) continue;
    const proposed = await use(await staff('provincial-officer', back(story.proposedAgo)), contract.proposeRevocation, {
      params: { licenceId: id },
      body: { facts: story.facts },
    });
    let { version } = proposed;
    for (const { ago, verb, by, reason, noticedAgo } of story.steps) {
      const done = await use(await staff(by ?? 'provincial-officer', back(ago)), contract.revocationActs[verb], {
        params: { revocationId: proposed.id },
        body: {
          version,
          on: back(ago),
          reason,
          ...(noticedAgo === undefined ? {} : { noticedOn: back(noticedAgo) }),
        },
      });
      version = done.version;
    }
  }
};
