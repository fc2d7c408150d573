import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { resolveLaw } from '#platform/law/resolve.ts';
import { decideConsecutive, type JudgedCheck } from '#regimes/publicity/rules.ts';
import { law as publicityLaw } from '#regimes/publicity/law.ts';
import { lawFor as exposureLawFor } from '#regimes/publicity/explain.ts';
import { law as cardsLaw } from '#regimes/warning-cards/law.ts';
import { lawFor as cardLawFor } from '#regimes/warning-cards/explain.ts';
import { decideCard } from '#regimes/warning-cards/rules.ts';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../shared-data.ts';

const call = { services: { province: '440000' }, today: localDate('2026-09-01') };
const cardLaw = cardLawFor(resolveLaw(cardsLaw, 'notice'), call);
const exposureLaw = exposureLawFor(resolveLaw(publicityLaw, 'notice'), call.today);

type Row = Readonly<Record<string, string>>;
const readRows = (): Row[] => {
  const text = readFileSync(sharedPath('data/published/guangdong-2012-2018.csv'), 'utf8').replace(/^\uFEFF/, '');
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
};
const day = ({ 批次 = '' }: Row) => localDate(`${批次.slice(0, 4)}-${批次.slice(4, 6)}-${批次.slice(6, 8)}`);

/** The rules over the published file with the producer cell as it stands, before any role is split. */
describe.skipIf(!sharedDataPresent)(
  `the published results of Guangdong, by the cell as it stands: ${sharedDataNote}`,
  () => {
    const rows = sharedDataPresent ? readRows() : [];

    test('1,799 failing samples make 1,779 yellow cards', () => {
      const failing = rows.filter((row) => row['结果归一'] === '不合格');
      expect(failing).toHaveLength(1799);
      const groups = Map.groupBy(failing, (row) => [row['生产企业名称'], row['产品种类'], row['批次']].join('|'));
      const decisions = [...groups.values()].map((group) => {
        const publishedOn = day(group[0] ?? {});
        const samples = group.map((_, index) => ({
          resultId: index,
          product: '',
          brand: null,
          model: null,
          batch: null,
          sampledOn: null,
          items: [],
          disagrees: false,
        }));
        return decideCard(
          {
            dataset: 'historical',
            level: 'national',
            publishedOn,
            provinceCode: '440000',
            retailer: false,
            admitted: false,
            samples,
          },
          cardLaw(publishedOn),
        );
      });
      expect(
        decisions.filter(
          (decision) => decision.outcome === 'propose' && decision.kind === 'yellow' && decision.historical,
        ),
      ).toHaveLength(1779);
    });

    test('109 producers failed two consecutive checks of one category', () => {
      const judged = rows.filter((row) => row['结果归一'] === '合格' || row['结果归一'] === '不合格');
      const exposed = [
        ...Map.groupBy(judged, (row) => [row['生产企业名称'], row['产品种类']].join('|')).values(),
      ].filter((group) => {
        const checks = [...Map.groupBy(group, (row) => row['批次']).values()].map((samples, index): JudgedCheck => {
          const failing = samples
            .filter((row) => row['结果归一'] === '不合格')
            .map((_, place) => ({
              resultId: place,
              product: '',
              brand: null,
              model: null,
              batch: null,
              items: [],
              seller: null,
            }));
          return {
            checkId: index,
            authority: '质检总局',
            level: 'national',
            kind: 'regular',
            checkBatch: samples[0]?.['批次'] ?? '',
            publishedOn: day(samples[0] ?? {}),
            lawDay: day(samples[0] ?? {}),
            sampledOn: null,
            failing,
            passed: samples.length - failing.length,
          };
        });
        return decideConsecutive(checks, false, exposureLaw) !== undefined;
      });
      expect(exposed).toHaveLength(109);
    });
  },
);
