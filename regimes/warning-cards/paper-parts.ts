import { z } from 'zod';

export const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
export const heading = (text: string) => ({ type: 'heading' as const, level: 1 as const, text });
export const list = (items: readonly string[]) => ({
  type: 'list' as const,
  items: items.map((text, at) => `（${'一二三四五六七八九十'[at] ?? String(at + 1)}）${text}`),
});

/** What every paper on a card and after it names. */
export const commonFields = {
  firm: z.string(),
  category: z.string(),
  check: z.string(),
  samples: z.array(
    z.object({
      product: z.string(),
      model: z.string().nullable(),
      batch: z.string().nullable(),
      items: z.array(z.string()),
    }),
  ),
  authority: z.string(),
  basis: z.string(),
};
type Samples = z.output<typeof commonFields.samples>;

/** The failing samples, a row each. */
export const samplesTable = (samples: Samples) => ({
  type: 'table' as const,
  caption: '不合格产品',
  columns: [
    { title: '产品', width: 4 },
    { title: '规格型号', width: 3 },
    { title: '生产日期或批号', width: 3 },
    { title: '不合格项目', width: 5 },
  ],
  rows: samples.map(({ product, model, batch, items }) => [
    product,
    model ?? '/',
    batch ?? '/',
    items.join('、') || '/',
  ]),
});
