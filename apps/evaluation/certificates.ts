import type { LocalDate } from '#foundation/local-date.ts';
import type { Services } from '#platform/operation/index.ts';
import * as contract from '#regimes/licences/contracts/requests.ts';
import { staffOf } from './days.ts';
import { use } from './people.ts';

/** What the certification body has decided about some certificates that cards suspend; the others wait. */
const decisions = [
  { verb: 'keep', number: '演示认〔2026〕11号', reason: '补充检测合格，样品与获证产品型号不一致，维持证书有效' },
  { verb: 'suspend', number: '演示认〔2026〕12号', reason: '监督检查发现关键元器件变更未申报，暂停证书' },
  { verb: 'withdraw', number: '演示认〔2026〕13号', reason: '工厂已不具备持续生产合格产品的能力，撤销证书' },
] as const;

/** Lets the certification body of the evaluation province decide about some of its certificates. */
export const decideSome = async (services: Services, today: LocalDate): Promise<void> => {
  const body = await staffOf(services)('certifier-officer', today);
  const { rows, counts } = await use(body, contract.listRequests, { query: { dataset: 'demo', limit: 200 } });
  if (counts.kept > 0) return;
  const asked = rows.filter(({ state }) => state === 'asked');
  // At least one is left to decide for whoever tries the program.
  for (const [at, { verb, number, reason }] of decisions.entries()) {
    const request = asked[at + 1];
    if (request)
      await use(body, contract.requestActs[verb], {
        params: { requestId: request.id },
        body: { version: request.version, on: today, documentNumber: number, reason, files: [] },
      });
  }
};
