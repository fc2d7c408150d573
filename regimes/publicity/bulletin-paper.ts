import { z } from 'zod';
import { failingLineSchema, nameAsTested } from './bulletin.ts';

/** A bulletin as an official paper: its text as it was released, and the list of failing products. */
export const bulletinFields = z.object({
  title: z.string(),
  /** Paragraphs separated by blank lines. */
  body: z.string(),
  failing: z.array(failingLineSchema),
});

/** Paragraphs of a text, as people separate them. */
export const paragraphsOf = (text: string): string[] => text.split(/\n\s*\n/).filter((one) => one.trim() !== '');

export const composeBulletinPaper = ({ title, body, failing }: z.output<typeof bulletinFields>) => ({
  title,
  addressee: '',
  blocks: [
    ...paragraphsOf(body).map((text) => ({ type: 'paragraph' as const, text })),
    ...(failing.length === 0
      ? []
      : [
          {
            type: 'table' as const,
            caption: '附表　不合格产品及其企业名单',
            columns: [
              { title: '序号', width: 4, align: 'center' as const },
              { title: '产品', width: 12 },
              { title: '标称生产企业', width: 14 },
              { title: '受检单位', width: 12 },
              { title: '商标、规格型号、批号', width: 14 },
              { title: '不合格项目', width: 12 },
            ],
            rows: failing.map((line, index) => [
              String(index + 1),
              line.product,
              nameAsTested(line.producer, line.producerNow),
              line.seller === null ? '/' : nameAsTested(line.seller, line.sellerNow),
              [line.brand, line.model, line.batch].filter((part) => part !== null).join('；') || '/',
              line.items.join('、') || '/',
            ]),
          },
        ]),
  ],
});
