import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { workLineSchema } from './contract.ts';

const nothing = z.object({});
const params = z.object({ itemId: z.coerce.number().int().positive() });
const loginName = z.string().trim().min(1).max(100);

export const takeItem = route({
  method: 'POST',
  path: '/api/v1/work/:itemId/take',
  access: 'signed-in',
  summary: { zh: '由我承办', en: 'Take an item as one’s own' },
  params,
  body: nothing,
  response: nothing,
});

export const putItemBack = route({
  method: 'POST',
  path: '/api/v1/work/:itemId/put-back',
  access: 'signed-in',
  summary: { zh: '不再由我承办', en: 'Put an item back for whoever may do it' },
  params,
  body: nothing,
  response: nothing,
});

/** Things in which a person is named, apart from items: visits of an inspector. */
const namedSchema = z.object({ title: textPairSchema, count: z.number().int() });

export const readOpenWork = route({
  method: 'GET',
  path: '/api/v1/work/hand-over',
  access: 'work.hand-over',
  summary: { zh: '某人的未办事项，供交接', en: 'A person’s open work, to be handed over' },
  query: z.object({ account: loginName }),
  response: z.object({
    name: z.string(),
    /** Items that he holds and that the reader sees. */
    items: z.array(workLineSchema),
    /** Items that he holds, those included that the reader may not see. */
    held: z.number().int(),
    /** Open items that he alone can do: nobody else active has the post. */
    onlyHis: z.number().int(),
    named: z.array(namedSchema),
  }),
});

export const handOver = route({
  method: 'POST',
  path: '/api/v1/work/hand-over',
  access: 'work.hand-over',
  summary: { zh: '把某人的未办事项交给另一人', en: 'Hand a person’s open work over to another' },
  body: z.object({
    from: loginName,
    to: loginName,
    reason: z.string().trim().min(1).max(2000),
    /** These items alone; all that he holds, and all in which he is named, where left out. */
    items: z.array(z.number().int().positive()).min(1).max(1000).optional(),
  }),
  response: z.object({
    moved: z.number().int(),
    /** What stays where it is, and why. */
    left: z.array(z.object({ what: textPairSchema, why: textPairSchema })),
    named: z.array(namedSchema),
  }),
});
